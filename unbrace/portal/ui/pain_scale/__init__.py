"""Pain from 0 to 10. Zero is an answer; not answering is another thing and has its own button."""
