"""Remembers what a person learns between sessions: the stages of un-bracing, each practice, the own count of breaths.

Also the two questions after an exercise, whether the breath was held and the belly braced. The patient writes, their
therapists read. A question that was not answered is kept as not asked, never as no.
"""
