"""Remembers what therapists write about a person: drafts of one's own, signed notes, second signatures, templates.

Only members of the person's clinic who treat come in. A signed note is never changed and never deleted: a new one that
says why takes its place, and both stay readable. Between stops 10 and 11 of the data's way.
"""
