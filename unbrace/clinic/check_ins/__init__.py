"""Remembers how the person was the morning after a session: the answer that decides whether a dose was right.

It can be given again; the newest answer counts. The patient writes, their therapists read.
"""
