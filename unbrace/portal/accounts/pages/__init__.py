"""Pages of this door that are the house's own."""
