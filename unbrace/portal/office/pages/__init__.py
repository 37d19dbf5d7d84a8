"""One folder per page: `view.py`, `page.html` and its test."""
