"""Pages as a telephone loads them: Lighthouse on the pages used every day, and the bytes of the first one."""
