"""What every page of a person has in common."""
