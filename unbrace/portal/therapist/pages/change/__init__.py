"""One proposal, signed with another dose."""
