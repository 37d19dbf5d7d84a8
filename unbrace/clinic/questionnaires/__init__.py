"""Remembers the safety screens: what was asked, in which version, what the person answered, and what came of it.

Nobody exercises before a safety screen. A screen only ever raises urgency; a named clinician clears what it found, with
a reason. Everything is added and nothing changed: each tap is a row, the newest one for a question counts.

And the questionnaires that a clinic may ask: what ships, and the words of others that it brought in under its licence.
"""
