"""Worked examples of a message."""

from typing import Any, Final

from unbrace.portal.ui.message_bubble.message_bubble import MessageBubble

WHEN = "Tuesday 24 November, 14:02"

EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "one's own, read": {
        "message": MessageBubble(
            "a", "You", True, WHEN, "The bridge feels easy now.", state="Read by Tom, Tuesday 14:10"
        )
    },
    "one's own, just sent, can be taken back": {
        "message": MessageBubble(
            "b", "You", True, WHEN, "May I skip Friday?", state="Sent, not read yet", withdraw_url="#b"
        )
    },
    "from the therapist, two lines": {
        "message": MessageBubble("c", "Tom Berger", False, WHEN, "Good to hear.\nAdd one set from Monday.")
    },
    "taken back": {"message": MessageBubble("d", "You", True, WHEN, withdrawn=True)},
    "with a clip that is not ready": {
        "message": MessageBubble("e", "You", True, WHEN, file_note="Your clip is being prepared.")
    },
    "written without a network": {
        "message": MessageBubble(
            "f", "You", True, WHEN, "Hello", late="Written on Monday 23 November, 21:15."
        )
    },
    "words that may be about safety, as the therapist sees it": {
        "message": MessageBubble(
            "g",
            "Maria Weber",
            False,
            WHEN,
            "I feel numb between my legs.",
            flag="May be about: cauda equina.",
        )
    },
}
