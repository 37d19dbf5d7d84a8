"""Made-up people for looking around: two clinics, a history of sessions, something waiting on the work-list.

Everything goes through the same actions that the doors use, with the house's clock set back, so that the demo cannot
hold anything that a real clinic could not.
"""
