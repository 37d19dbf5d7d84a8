"""A person's visits: what comes, what was, and booking, moving and cancelling by themselves."""
