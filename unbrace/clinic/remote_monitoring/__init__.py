"""Remembers the days, minutes and live contacts that remote monitoring in the US is counted from, and who signed what.

Counting help, not billing advice: codes are hints, worked out only of what is over. Only members of the person's clinic
come in, and nothing of it is on any page or in any mail of the person: care is never asked for because of a bill.
"""
