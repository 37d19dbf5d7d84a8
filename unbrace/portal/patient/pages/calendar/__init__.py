"""The private calendar that a calendar program asks for by itself."""
