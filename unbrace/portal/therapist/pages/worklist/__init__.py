"""The work-list: rows by reason, each acted on in place (stop 10)."""
