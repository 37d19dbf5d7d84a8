"""People go from one therapist to another: all, some, or because somebody leaves."""

from __future__ import annotations

import pytest

from tests.people import People
from unbrace.clinic.accounts.models import OutgoingMail
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.care_teams.actions import add_member
from unbrace.clinic.patients.actions import give_role, hand_over_caseload, let_go
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import caseloads_in, looked_after_by
from unbrace.clinic.refused import NotYours, Refused


def whose(people: People) -> dict[str, str | None]:
    found = Patient.objects.filter(clinic=people.riverside).select_related("therapist__user", "user")
    return {one.name: one.looked_after_by.user.name if one.looked_after_by else None for one in found}


def test_somebody_who_leaves_hands_their_people_to_a_successor(people: People) -> None:
    assert let_go(by=people.olga.user, membership=people.tom, successor=people.theo) == 2
    assert whose(people) == {"Maria": "Theo", "Jonas": "Theo"}
    about = AuditEntry.objects.filter(deed="patients.hand_over_care").values_list("patient_id", flat=True)
    assert set(about) == {people.maria.pk, people.jonas.pk}
    mail = OutgoingMail.objects.get(to=people.theo.user.email)
    assert "Maria" not in mail.subject + mail.body


def test_without_a_successor_everybody_sees_them(people: People) -> None:
    assert let_go(by=people.olga.user, membership=people.tom) == 0
    assert whose(people) == {"Maria": None, "Jonas": None}


def test_some_go_and_some_stay(people: People) -> None:
    chosen = [people.maria.pk, people.victor.pk]  # Victor is of another clinic
    assert (
        hand_over_caseload(by=people.olga.user, membership=people.tom, to=people.theo, patients=chosen) == 1
    )
    assert whose(people) == {"Maria": "Theo", "Jonas": "Tom"}
    people.victor.refresh_from_db()
    assert people.victor.therapist == people.ines
    assert caseloads_in(people.riverside) == {people.tom.pk: 1, people.theo.pk: 1}


def test_it_can_be_handed_back(people: People) -> None:
    hand_over_caseload(by=people.olga.user, membership=people.tom, to=people.theo)
    hand_over_caseload(by=people.olga.user, membership=people.theo, to=people.tom)
    assert whose(people) == {"Maria": "Tom", "Jonas": "Tom"}


def test_only_to_somebody_who_treats_people_here(people: People) -> None:
    for to in (people.olga, people.tom, people.fred):
        with pytest.raises(Refused):
            hand_over_caseload(by=people.olga.user, membership=people.tom, to=to)
    with pytest.raises(NotYours):
        hand_over_caseload(by=people.olga.user, membership=people.tom, to=people.ines)


def test_a_therapist_who_goes_to_the_office_hands_over_as_well(people: People) -> None:
    give_role(by=people.olga.user, membership=people.tom, role="office", successor=people.theo)
    assert whose(people) == {"Maria": "Theo", "Jonas": "Theo"}


def test_either_both_or_nothing(people: People) -> None:
    """The last one of the office cannot leave, so nobody of theirs goes over either."""
    with pytest.raises(Refused):
        give_role(by=people.olga.user, membership=people.olga, role="therapist", successor=people.theo)
    new = add_member(
        by=people.olga.user, clinic=people.riverside, email="o@example.org", name="Ona", role="office"
    )
    mine = give_role(by=people.olga.user, membership=people.olga, role="therapist")
    assert mine.role == "therapist"
    assert not looked_after_by(mine).exists()
    assert new.is_active
