"""The public page: off until the office switches it on, and off again at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.outcomes.actions import show_to_everybody
from unbrace.clinic.outcomes.models import ShownToEverybody
from unbrace.clinic.outcomes.queries import clinic_in_public, is_shown_to_everybody
from unbrace.clinic.refused import NotYours

if TYPE_CHECKING:
    from tests.people import People


def test_it_is_off_until_the_office_switches_it_on(people: People) -> None:
    assert not is_shown_to_everybody(people.riverside)
    with pytest.raises(NotYours):
        clinic_in_public(people.riverside.pk)
    show_to_everybody(by=people.olga.user, clinic=people.riverside, shown=True)
    assert clinic_in_public(people.riverside.pk) == people.riverside
    show_to_everybody(by=people.olga.user, clinic=people.riverside, shown=False)
    with pytest.raises(NotYours):
        clinic_in_public(people.riverside.pk)


def test_pressed_twice_it_is_one_decision_and_it_is_written_down(people: People) -> None:
    for _ in range(2):
        show_to_everybody(by=people.olga.user, clinic=people.riverside, shown=True)
    assert ShownToEverybody.objects.count() == 1
    assert AuditEntry.objects.filter(deed="outcomes.show_to_everybody").count() == 1


def test_a_therapist_does_not_decide_it(people: People) -> None:
    with pytest.raises(NotYours):
        show_to_everybody(by=people.tom.user, clinic=people.riverside, shown=True)
