"""Worked examples of a person on the work-list."""

from typing import Any, Final

from unbrace.portal.ui.message_row.message_row import MessageLine, MessageRow
from unbrace.portal.ui.person_card.person_card import Choice, PersonCard
from unbrace.portal.ui.worklist_row.worklist_row import WorklistRow

JUMP = WorklistRow(
    "Ana Ferreira",
    "#a",
    "Worst pain on Sunday is 8, usually 3.",
    "since Sunday",
    "Pain jump",
    change_url="#write",
    change_label="Write",
    change_what="Write to",
    key="person-jump",
    alone=True,
    look="tag-sun",
)
MESSAGE = MessageRow(
    name="Ana Ferreira",
    patient_url="#a",
    talk_url="#talk",
    answer_url="#answer",
    settle_url="#settle",
    since="since yesterday",
    lines=(MessageLine("Monday 21:10", "May I skip Friday?"),),
    key="person-message",
    post="00000000-0000-4000-8000-000000000001",
    alone=True,
)
WAYS: Final[dict[str, Any]] = {
    "days": (Choice("2027-02-16", "Tomorrow"), Choice("2027-02-22", "Next week")),
    "colleagues": (Choice("theo", "Theo Brandt"),),
    "hand_url": "#hand",
}

EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "two reasons": {
        "card": PersonCard(
            "ana", "Ana Ferreira", "#a", (JUMP, MESSAGE), "1", "1 more: Message", snooze_url="#s", done_url="#d", **WAYS
        )
    },
    "safety, handed over by a colleague": {
        "card": PersonCard(
            "mira",
            "Mira Sand",
            "#m",
            (
                WorklistRow(
                    "Mira Sand",
                    "#m",
                    "A leg or foot that has become weaker.",
                    "since today",
                    "See a doctor today",
                    change_url="#safety",
                    change_label="Look at the answers",
                    change_what="Look at the answers of",
                    key="person-safety",
                    alone=True,
                    look="tag-clay",
                ),
            ),
            "2",
            handed="From Tom Berger, today: I am in a group until five, please ring her.",
            **WAYS,
        )
    },
}  # fmt: skip
