"""Worked examples of a remark to a moment of a clip."""

from typing import Any, Final

from unbrace.portal.ui.clip_remark.clip_remark import RemarkLine

_DRAWN: Final = "Drawn: an arrow; an angle of 42° on the picture, not measured from the body."

EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "read by the person": {
        "remark": RemarkLine(
            "a", 12_400, "Lovely slow way down.", _DRAWN, "Tom Weber", "today at 14:02", new=True
        )
    },
    "one's own, with a voice that is being prepared": {
        "remark": RemarkLine(
            "b",
            0,
            "",
            "",
            "you",
            "3 November, 09:10",
            voice_note="Your voice is being prepared.",
            read="read",
            change_url="#",
            drop_url="#",
        )
    },
}
