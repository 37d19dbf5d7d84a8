"""Remembers who can log in: an e-mail address, a name to be called by, a language and a time zone.

What a person may do is not decided here: a role belongs to a clinic (`care_teams`), an episode of care to `patients`.
"""
