"""Landmarks in, repetitions and coaching events out. Touches nothing else: no clock, no files, no network.

Stops 3 and 5 of the data's way. Standard library only, because the same files run in the browser.

Read in this order: `movement` (what an exercise is), `landmarks` (what the camera gives), `posture` (what is measured),
`stages` and `phases` (the two state machines, each a table), `session` (how it all runs, frame by frame), `events`
(what comes out while it happens), `result` (what is left when it is over).
"""

ENGINE_VERSION = "1.3.0"
"""Goes into every result. Raised when the same landmarks would be read differently."""
