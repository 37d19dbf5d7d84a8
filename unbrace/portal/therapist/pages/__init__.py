"""One folder per page: `view.py`, `page.html`, its test, and a presenter where the template would have to think."""
