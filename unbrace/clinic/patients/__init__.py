"""Remembers who is treated where and by whom, and which invitations are still open.

A person becomes a patient of a clinic by following the link in an invitation; nobody can add them without their doing,
and a "no thanks" is an answer too.
"""
