"""Deleting one's account: what goes, what stays, and two weeks to change one's mind."""
