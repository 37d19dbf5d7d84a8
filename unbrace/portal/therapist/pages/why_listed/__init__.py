"""Why somebody is on the list: every reason with its numbers, made from the rules themselves."""
