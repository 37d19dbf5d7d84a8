"""Remembers the short films that therapists add to exercises of their own: who is seen, who agreed, and from which text
on the film is shown.

A film belongs to the exercise and not to what was signed: replaced or removed it is gone at once, for everybody. The
files lie where the clips of messages lie and are made anew in the same way, without sound, place or device.
"""
