"""One's own caseload and how it gets on: by everyone who started, person by person and together."""
