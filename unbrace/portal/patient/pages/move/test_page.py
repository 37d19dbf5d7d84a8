"""Another clinic is proposed: the person reads what would go along, and theirs is the word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.doors import nothing_leaks, signed_in
from unbrace.clinic.transfers.models import Transfer

if TYPE_CHECKING:
    from tests.people import People


def test_someone_else_neither_reads_nor_answers_what_was_proposed_to_them(people: People) -> None:
    wish = {"to": str(people.hilltop.pk), "reason": "A secret reason"}
    signed_in(people.tom.user).post(f"/therapist/patients/{people.maria.pk}/hand-on/propose/", wish)
    transfer = Transfer.objects.get()
    assert "Hilltop" in signed_in(people.maria.user).get("/move/").content.decode()
    assert "Hilltop" not in signed_in(people.jonas.user).get("/move/").content.decode()
    for rest, data in (("", None), ("answer/", {"along": "record"}), ("call-off/", {})):
        nothing_leaks(people, f"/move/{transfer.pk}/{rest}", data, "A secret reason")
    transfer.refresh_from_db()
    assert transfer.state == "asked"
