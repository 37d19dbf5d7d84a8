"""The one press in a reminder that ends the reminders of that day, without a log-in."""
