"""The office sets the numbers; what is out of bounds is said beside the field and not kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.doors import everybody_else, signed_in
from unbrace.clinic.worklist.thresholds import history_of, rules_of

if TYPE_CHECKING:
    from tests.people import People

HERE = "/office/thresholds/"


def test_a_number_is_saved_as_a_version_and_shown_with_who_and_when(people: People) -> None:
    client = signed_in(people.olga.user)
    assert 'name="worst_pain" type="number" inputmode="decimal" min="5" max="8" step="1" value="7"' in (
        client.get(HERE).content.decode()
    )
    page = client.post(HERE, {"worst_pain": "6", "drift_points": "1,5", "monitoring": "on"}, follow=True)
    assert "Saved as version 1" in page.content.decode()
    assert "worst_pain 6" in page.content.decode()
    rules = rules_of(people.riverside)
    assert (rules.thresholds.worst_pain, rules.thresholds.drift_points, rules.monitoring) == (6, 1.5, True)


def test_what_is_out_of_bounds_is_said_beside_the_field(people: People) -> None:
    client = signed_in(people.olga.user)
    for wrong in ("9", "many", "nan", "1e9", "6.5"):
        answer = client.post(HERE, {"worst_pain": wrong})
        assert answer.status_code == 422, wrong
        page = answer.content.decode()
        assert 'aria-invalid="true"' in page
        assert f'value="{wrong}"' in page
    assert history_of(people.riverside) == []


def test_someone_else_sets_nothing(people: People) -> None:
    for who, client in [*everybody_else(people), ("a therapist", signed_in(people.tom.user))]:
        client.post(HERE, {"worst_pain": "6"})
        assert "Riverside" not in client.get(HERE).content.decode(), who
    assert history_of(people.riverside) == []
