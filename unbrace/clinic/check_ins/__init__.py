"""Remembers how the person is between sessions: the morning after one, the week, and the days of a flare-up.

It also knows which safety questions are due, because that hangs on what was done and when. An answer can be given
again; the newest counts. The patient writes, their therapists read.
"""
