"""Worked examples of a comment at its moment."""

from typing import Any, Final

from unbrace.portal.ui.moment_note.moment_note import MomentNote

_WORDS: Final = "Lovely slow way down. On the way up, let the knees go out a little."

EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "read by the person": {
        "note": MomentNote(
            "a", "Squat, set 1", 12_400, "0:12, repetition 3", _WORDS, "Tom Weber", "today at 14:02", new=True,
            joint="left_knee", joint_words="left knee", seeks=True,
        )
    },
    "one's own": {
        "note": MomentNote(
            "b", "Squat, set 2", 0, "0:00", _WORDS, "you", "3 November, 09:10", changed=True, read="read",
            change_url="#", drop_url="#", elsewhere="#",
        )
    },
}  # fmt: skip
