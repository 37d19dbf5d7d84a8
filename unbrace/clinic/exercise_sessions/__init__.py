"""Remembers what a person did, when they did it, what the camera saw and what they said. Stop 8 of the way.

*Seen* was counted by the camera, *claimed* was said by the person, *not seen* is what was prescribed minus both. A pain
of 0 is an answer; None means that nobody asked. What came in is never changed: a correction is a row beside it.
The patient writes, their therapists read.

The movement itself, as points, is kept only while the person allows it, and is really deleted when they no longer do.
Their therapist may look at it again and write to a moment of it; the words stay when the movement goes.
"""
