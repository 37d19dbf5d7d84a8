"""What the person wants to be reminded of, when, how, and when not."""
