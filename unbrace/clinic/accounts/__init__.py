"""Remembers who can log in: an e-mail address, a name to be called by, a language, a time zone; how they
like to read and to be coached; and on which devices they are signed in.

What a person may do is not decided here: a role belongs to a clinic (`care_teams`), an episode of care to `patients`.
"""
