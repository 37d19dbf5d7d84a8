"""Everything that happened to one person on one time line, by kind and period."""
