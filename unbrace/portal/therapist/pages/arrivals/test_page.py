"""People who would like to come from another clinic: only the clinic that is asked sees them, after their own yes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.doors import nothing_leaks, signed_in
from unbrace.clinic.transfers.actions import answer_transfer
from unbrace.clinic.transfers.models import Transfer

if TYPE_CHECKING:
    from tests.people import People

LIST = "/therapist/arrivals/"


def test_someone_else_sees_nobody_arrive_and_before_the_yes_nobody_does(people: People) -> None:
    wish = {"to": str(people.hilltop.pk), "reason": "A secret reason"}
    asked = signed_in(people.tom.user).post(f"/therapist/patients/{people.maria.pk}/hand-on/propose/", wish)
    assert asked.status_code == 302
    transfer = Transfer.objects.get()
    for deed in ("accept", "refuse"):
        nothing_leaks(people, f"{LIST}{transfer.pk}/{deed}/", {"because": "x"}, "A secret reason")
    there, here = signed_in(people.ines.user), signed_in(people.theo.user)
    assert people.maria.name not in there.get(LIST).content.decode()
    answer_transfer(by=people.maria.user, transfer=transfer, along="record")
    assert people.maria.name in there.get(LIST).content.decode()
    assert people.maria.name not in here.get(LIST).content.decode()
