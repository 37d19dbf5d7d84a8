"""The first page at /: landing, the right door, or Today."""
