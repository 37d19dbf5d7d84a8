"""What therapists write about one person: read, write, sign, amend, co-sign, print."""
