"""Remembers a lift of somebody's own that they want to do again, and the steps back to it.

The person tells what they lift, tries a step, and says a day later how it was. A rule proposes to stay, to go back or
to go on (`rehab.lifting_ladder`); each step is signed by a therapist. What the camera sees of a lift is a test of
function and lives with the assessments.
"""
