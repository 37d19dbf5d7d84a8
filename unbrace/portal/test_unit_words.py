"""Every length and weight of the library, as somebody reads it who measures in inches and pounds."""

from __future__ import annotations

import pytest

from unbrace.clinic.programmes.queries import catalogue
from unbrace.portal.unit_words import MEASURED, in_units


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("step of 15 to 20 cm", "step of 6 to 8 inches"),
        ("chair, 43 to 45 cm high", "chair, 17 to 18 inches high"),
        ("weight of 3 to 8 kg", "weight of 7 to 18 lb"),
        ("about 5 cm apart", "about 2 inches apart"),
        ("2.5 cm", "1 inch"),
        ("a box of 1 kg", "a box of 2 lb"),
        ("from 50 to 51 cm", "from about 20 inches"),
        ("3 kgs of 10 reps", "3 kgs of 10 reps"),
        ("10 repetitions, 3 sets, 45 seconds", "10 repetitions, 3 sets, 45 seconds"),
    ],
)
def test_it_is_turned_only_where_a_unit_stands(written: str, read: str) -> None:
    assert in_units(written, "imperial") == read
    assert in_units(written, "metric") == written


def test_nothing_of_the_library_is_left_in_centimetres_or_kilograms() -> None:
    texts = [text for exercise in catalogue() for text in (*exercise.equipment, exercise.why)]
    texts += [exercise.instructions("en").html for exercise in catalogue()]
    measured = [text for text in texts if MEASURED.search(text)]
    assert len(measured) > 5, "nothing was checked"
    assert not any(MEASURED.search(in_units(text, "imperial")) for text in texts)
