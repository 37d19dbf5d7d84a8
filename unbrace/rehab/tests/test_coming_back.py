"""What somebody comes back after, read from both sides: told, and not told."""

import pytest

from unbrace.rehab.approvals import Return
from unbrace.rehab.coming_back import LOOKED_AT, returns_after
from unbrace.rehab.red_flags import CLEARED, NO, UNSURE, YES
from unbrace.rehab.tests.content_screen import published_screen


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


def test_every_question_that_is_looked_at_is_asked() -> None:
    assert set(published_screen().items) >= LOOKED_AT
