"""One patient's messages on the work-list, with the answer in place."""
