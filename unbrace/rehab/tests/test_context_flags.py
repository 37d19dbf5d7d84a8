"""Which safety answers mark which exercises. The table is read from both sides: set, and not set."""

import pytest

from unbrace.rehab.approvals import Return
from unbrace.rehab.context_flags import LOOKED_AT, flags_of, returns_after
from unbrace.rehab.red_flags import CLEARED, NO, UNSURE, YES
from unbrace.rehab.tests.content_screen import published_screen


@pytest.mark.parametrize(
    ("answers", "flags"),
    [
        ({}, set()),
        ({"NEU-3": YES}, {"leg_pain"}),
        ({"NEU-3": UNSURE}, {"leg_pain"}),
        ({"NEU-3": CLEARED}, {"leg_pain"}),
        ({"NEU-3": NO, "GEN-3": YES}, {"cardio"}),
        ({"IBP-5": "3"}, set()),
        ({"IBP-5": "4"}, {"inflammatory"}),
        ({"IBP-5": CLEARED}, {"inflammatory"}),
        ({"FRX-2": YES}, {"osteoporosis"}),
        ({"FRX-3": YES}, {"osteoporosis"}),
        ({"CAD-3": YES}, {"neck_vascular_risk"}),
        ({"UCI-1": YES}, {"upper_neck", "hypermobility"}),
        ({"GEN-1": YES, "GEN-2": YES}, {"pregnancy", "surgery"}),
        ({"CES-1": YES, "CAN-1": YES}, set()),
    ],
)
def test_flags(answers: dict[str, str], flags: set[str]) -> None:
    assert flags_of(answers) == flags


@pytest.mark.parametrize(
    ("answers", "after"),
    [
        ({}, None),
        ({"GEN-1": NO, "GEN-2": NO, "FRX-1": NO}, None),
        ({"GEN-1": YES}, Return.PREGNANCY),
        ({"FRX-1": UNSURE}, Return.FRACTURE),
        ({"FRX-2": YES, "GEN-1": YES}, Return.FRACTURE),
        ({"GEN-1": YES, "GEN-2": CLEARED}, Return.SURGERY),
    ],
)
def test_what_somebody_comes_back_after(answers: dict[str, str], after: Return | None) -> None:
    assert returns_after(answers) is after


def test_every_question_the_table_looks_at_is_asked() -> None:
    assert set(published_screen().items) >= LOOKED_AT
