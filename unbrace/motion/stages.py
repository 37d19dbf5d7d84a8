"""Whether the engine may judge at all: the outer of its two state machines.

Theory of operation
-------------------
There are two state machines. The inner one, in `phases`, knows where in a repetition the person is. The outer one,
here, knows whether the engine may judge at all. It begins in CHECKING, and everything it ever does is in `STAGES`:

    CHECKING   the picture is not good enough yet, or not for long enough. Hints say what to do.
    SETTLING   the picture is good; the person's own start is learned as zero as soon as they stand (lie, sit) still.
    WORKING    repetitions, holds and faults are read.
    LOST       something hides the person. Nothing is judged, nothing is guessed, and what was under way is void.
    FINISHED   `finish` was called. Frames are ignored.

Why a person who walks in, walks out, shifts weight or scratches an ear is not counted: walking in is CHECKING, because
a walker is not in position, or does not stay still; once WORKING, the parts of the body that the exercise leaves where
they are (`stays`) moving away means the person left their place, and the engine goes back to CHECKING; and small
movements do not leave the start phase.
"""

from __future__ import annotations

from enum import Enum, StrEnum


class Stage(StrEnum):
    """What the engine may do, see the theory above."""

    CHECKING = "checking"
    SETTLING = "settling"
    WORKING = "working"
    LOST = "lost"
    FINISHED = "finished"


class Cause(Enum):
    """What makes the stage change."""

    FRAMED = "the picture has been good for long enough"
    UNFRAMED = "the picture is not good any more"
    STILL = "the person has been still, and their start is learned"
    HIDDEN = "the person cannot be judged"
    FOUND = "the person can be judged again, in the same place"
    MOVED = "the person is somewhere else, or was away for long"


STAGES = {
    (Stage.CHECKING, Cause.FRAMED): Stage.SETTLING,
    (Stage.SETTLING, Cause.UNFRAMED): Stage.CHECKING,
    (Stage.SETTLING, Cause.STILL): Stage.WORKING,
    (Stage.WORKING, Cause.HIDDEN): Stage.LOST,
    (Stage.WORKING, Cause.MOVED): Stage.CHECKING,
    (Stage.LOST, Cause.FOUND): Stage.WORKING,
    (Stage.LOST, Cause.MOVED): Stage.CHECKING,
}
