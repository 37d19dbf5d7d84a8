"""One person: proposals, sessions, programme."""
