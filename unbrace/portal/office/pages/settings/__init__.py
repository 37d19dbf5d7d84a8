"""The clinic itself."""
