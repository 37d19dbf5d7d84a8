"""How the rules came to what they say about one person."""
