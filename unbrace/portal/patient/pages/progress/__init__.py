"""Progress: what was said, measured and counted on one time line, with what changed when; on the page and to keep."""
