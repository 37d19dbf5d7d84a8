"""Every angle of a whole recording at once, for those who look at many recordings and not at one live set.

`motion` measures one body after the other, because a live set has no later; read that way, an hour of landmarks takes
half a minute for its angles alone. Here the same definitions are written once more for arrays of numpy, one
number for each picture. There is no second opinion: `tests/test_angles_at_once.py` holds every angle to what
`motion.measures` reads from the same pictures, to 1e-9 degrees, and fails when one of them has no twin here. Counting,
smoothing and faults stay where they are; a repetition is only ever found by the live engine.

numpy belongs to the `analyse` extra: import this room where a recording is read, not above.
"""
