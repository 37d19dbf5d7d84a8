"""Things to press: one strong button a page, quiet ones beside it."""
