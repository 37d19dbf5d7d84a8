"""Worked examples of the work-list row."""

from typing import Any, Final

from unbrace.portal.ui.worklist_row.worklist_row import Change, WorklistRow

EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "a step up": {
        "row": WorklistRow(
            "Jonas Weber",
            "#j",
            "Two calm sessions in a row, everything done.",
            "since yesterday",
            "Step up",
            "Two green sessions with at least 90 % done.",
            "progression.md, section 4, rule 14",
            (Change("Squat", "3 × 8", "3 × 10"),),
            accept_url="#accept",
            change_url="#change",
            refuse_url="#refuse",
            key="a",
        )
    },
    "outdated": {
        "row": WorklistRow(
            "Mira Sand",
            "#m",
            "Much pain in the last session.",
            "since Monday",
            "Step back",
            refuse_url="#refuse",
            key="c",
            outdated="The programme has changed since this was proposed, so it cannot be signed any more.",
        )
    },
    "nothing to press": {
        "row": WorklistRow(
            "Ana Ferreira", "#a", "No session for nine days.", "since Friday", "Quiet", key="b"
        )
    },
}
