"""The guided session: the plan goes out, the result comes in (stop 7)."""
