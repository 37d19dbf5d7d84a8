"""What a page says when there is nothing yet: kind, and with the next step."""
