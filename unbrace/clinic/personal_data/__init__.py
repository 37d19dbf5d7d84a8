"""Remembers who asked for a copy of everything that is kept about them, and who asked to be forgotten.

Only the person comes in here, for themselves (GDPR, articles 15, 17 and 20). The room stands above all others because
it reaches into each: `whose.py` finds the rows that are about somebody, in every room, also in one that is built
tomorrow. What a clinic has to be able to show later of its care (in many countries for ten years) stays, without name
and words.
"""
