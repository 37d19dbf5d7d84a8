"""A document that a clinic left for somebody: read behind a link and a code, without an account."""
