"""Networks of their own for tests: one machine becomes a clinic and several homes, and the way between goes bad."""
