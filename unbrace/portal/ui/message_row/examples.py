"""Worked examples of messages on the work-list."""

from typing import Any, Final

from unbrace.portal.ui.message_row.message_row import MessageLine, MessageRow

EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "two messages, one with a picture": {
        "row": MessageRow(
            name="Maria Weber",
            patient_url="#",
            talk_url="#",
            answer_url="#",
            settle_url="#",
            since="since yesterday",
            lines=(
                MessageLine("Monday 21:10", "May I skip Friday?"),
                MessageLine("Monday 21:12", "This is my chair.", "picture"),
            ),
            key="one",
            post="00000000-0000-4000-8000-000000000000",
        )
    },
    "words that may be about safety": {
        "row": MessageRow(
            name="Ruth Adler",
            patient_url="#",
            talk_url="#",
            answer_url="#",
            settle_url="#",
            since="since today",
            lines=(MessageLine("Today 08:10", "I can hardly pee since the weekend."),),
            key="two",
            post="00000000-0000-4000-8000-000000000000",
            flag="May be about: cauda equina / cord.",
            questions="The safety questions were opened with it and are not answered yet.",
        )
    },
}
