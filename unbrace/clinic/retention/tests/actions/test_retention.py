"""What was kept long enough goes, nothing else does, and the trail says how much."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import Model

from tests.doors import signed_in
from tests.people import People
from unbrace.clinic import clock
from unbrace.clinic.accounts.models import Handing, OutgoingMail, User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.conversations.models import Attachment, ClipRemark, Message, VoiceNote
from unbrace.clinic.exercise_sessions.models import ExerciseSession, MovementTrace, SetPerformed
from unbrace.clinic.patients.actions import lift_hold, place_hold
from unbrace.clinic.personal_data.actions import ask_for_erasure, erase
from unbrace.clinic.personal_data.queries import TIME_TO_TAKE_BACK
from unbrace.clinic.personal_data.what_stays import STAYS
from unbrace.clinic.programmes.models import ProgrammeVersion
from unbrace.clinic.refused import Refused
from unbrace.clinic.reports.actions import (
    answer_consent,
    ask_consent,
    begin_report,
    open_sending,
    send_with_consent,
    sign_report,
    withdraw_consent,
)
from unbrace.clinic.reports.actions.sign_report import mark_of
from unbrace.clinic.reports.models import Consent, Opening, Report, Sending
from unbrace.clinic.retention.actions import apply_everywhere, apply_retention, set_retention
from unbrace.clinic.retention.kinds import KINDS
from unbrace.clinic.retention.models import RetentionRules
from unbrace.clinic.retention.queries import months_before, what_would_go
from unbrace.clinic.transfers.actions import accept_transfer, answer_transfer, propose_transfer
from unbrace.clinic.transfers.models import HandedDocument, Transfer
from unbrace.clinic.visits.models import Visit, VisitSummary

YEARS_AGO = 365 * 8
ALL = {kind.id: kind.least for kind in KINDS}
OfAge = Callable[..., dict[str, Any]]


def keep(people: People, **months: int) -> RetentionRules | None:
    return set_retention(by=people.olga.user, clinic=people.riverside, months=months)


def would(people: People) -> dict[str, int]:
    return {one.kind.id: one.count for one in what_would_go(people.riverside)}


def test_without_rules_nothing_goes(people: People, of_age: OfAge) -> None:
    of_age(YEARS_AGO)
    before = Message.objects.count()
    assert apply_everywhere() == {}
    assert apply_retention(people.riverside) == {}
    assert Message.objects.count() == before


def test_what_is_old_goes_and_what_is_younger_stays(people: People, of_age: OfAge) -> None:
    old, young = of_age(200), of_age(20)
    keep(people, movement=6, files=6, voice=6, invitations=6)
    assert apply_retention(people.riverside) == {"movement": 1, "files": 1, "voice": 1, "invitations": 1}
    assert not old["movement"].exists()
    assert young["movement"].exists()
    assert Attachment.objects.get(pk=old["file"].pk).state == "gone"
    assert Attachment.objects.get(pk=young["file"].pk).state == "ready"
    assert VoiceNote.objects.get(pk=old["voice"].pk).state == "gone"
    assert not old["invitations"].exists()
    assert young["invitations"].exists()
    assert Message.objects.count() == 4


def test_counts_and_signed_versions_stay_whatever_goes(people: People, of_age: OfAge) -> None:
    of_age(YEARS_AGO)
    kept = {kind: kind.objects.count() for kind in (ExerciseSession, SetPerformed, ProgrammeVersion)}
    keep(people, **ALL)
    assert apply_retention(people.riverside)
    assert {kind: kind.objects.count() for kind in kept} == kept


#: Copies that never left: what they were made of stays, and so does each that was handed over (test below).
NEVER_LEFT = {"transfers": "transfers.HandedDocument"}


def test_no_kind_removes_what_has_to_stay(people: People) -> None:
    now = clock.now()
    for kind in KINDS:
        model: type[Model] = kind.find(people.riverside, now).model
        assert model._meta.label not in STAYS or NEVER_LEFT.get(kind.id) == model._meta.label, kind.id


def a_report(people: People) -> Report:
    draft = begin_report(by=people.tom.user, patient=people.maria, reader="insurer")
    words: dict[str, Any] = {"sections": [], "opening": ["Words"], "closing": []}
    return sign_report(by=people.tom.user, draft=draft, content=words, read=mark_of(words))


def a_yes(people: People, report: Report, days_ago: int) -> Sending:
    """Asked in the app, answered with yes, sent and opened, so many days ago."""
    with clock.set_to(clock.now() - timedelta(days=days_ago)):
        who = {"name": "Insurer", "email": f"insurer-{days_ago}@example.org"}
        consent = ask_consent(by=people.tom.user, report=report, **who)
        answer_consent(by=people.maria.user, consent=consent, yes=True)
        consent.refresh_from_db()
        sending = send_with_consent(by=people.tom.user, consent=consent)
        open_sending(token=sending.token, code=sending.code)
    return sending


def test_consents_go_with_their_links_and_the_report_stays(people: People) -> None:
    report = a_report(people)
    a_yes(people, report, 365 * 4)
    young = a_yes(people, report, 365 * 2)
    assert would(people)["consents"] == 0  # without a rule nothing would
    rules = {"consents": 36}
    assert [one.count for one in what_would_go(people.riverside, rules) if one.count] == [1]
    keep(people, **rules)
    assert apply_retention(people.riverside) == {"consents": 1}
    assert list(Sending.objects.all()) == [young]
    assert list(Consent.objects.all()) == [young.consent]
    assert Opening.objects.get().sending == young
    assert list(Report.objects.all()) == [report]


@pytest.mark.parametrize("late", ["taken back", "sent again", "on hold"])
def test_a_consent_is_as_old_as_the_last_thing_that_happened_to_it(people: People, late: str) -> None:
    report = a_report(people)
    sending = a_yes(people, report, 365 * 4)
    consent = sending.consent
    assert consent is not None
    if late == "taken back":
        withdraw_consent(by=people.maria.user, consent=consent)
    elif late == "sent again":
        Sending.objects.filter(pk=sending.pk).update(sent_at=clock.now())
    else:
        place_hold(by=people.olga.user, patient=people.maria, reason="A complaint.")
    keep(people, consents=36)
    assert apply_retention(people.riverside) == {}
    assert Consent.objects.exists()


def a_move(people: People, days_ago: int, then: str) -> Transfer:
    with clock.set_to(clock.now() - timedelta(days=days_ago)):
        transfer = propose_transfer(
            by=people.tom.user,
            patient=people.maria,
            to_clinic=people.hilltop,
            reason="You move there.",
            ends_here=False,
            record={"opening": ["Words"]},
        )
        if then in ("no", "handed over"):
            answer_transfer(by=people.maria.user, transfer=transfer, along="" if then == "no" else "record")
        if then == "handed over":
            accept_transfer(by=people.hanna.user, transfer=transfer)
    return transfer


@pytest.mark.parametrize(
    ("days_ago", "then", "goes"),
    [
        (200, "no", True),
        (200, "no answer", True),
        (200, "handed over", False),
        (20, "no", False),
        (5, "no answer", False),
    ],
)
def test_frozen_copies_of_a_move_that_came_to_nothing_go_and_the_move_stays(
    people: People, days_ago: int, then: str, goes: bool
) -> None:
    transfer = a_move(people, days_ago, then)
    rules = {"transfers": 3}
    assert [one.count for one in what_would_go(people.riverside, rules) if one.count] == [1] * goes
    keep(people, **rules)
    assert apply_retention(people.riverside) == ({"transfers": 1} if goes else {})
    assert HandedDocument.objects.exists() is not goes
    assert Transfer.objects.get().state == Transfer.objects.get(pk=transfer.pk).state
    page = signed_in(people.maria.user).get(f"/move/{transfer.pk}/")
    assert page.status_code == 200


def test_messages_go_with_what_hangs_on_them_but_not_while_they_wait(people: People, of_age: OfAge) -> None:
    old = of_age(YEARS_AGO)
    waiting = old["messages"].filter(from_patient=True).first()
    Message.objects.filter(pk=waiting.pk).update(settled_at=None, settled_by=None)
    keep(people, messages=36)
    assert apply_retention(people.riverside) == {"messages": 1}
    assert list(Message.objects.all()) == [waiting]
    Message.objects.filter(pk=waiting.pk).update(settled_at=clock.now(), settled_by=people.tom.user)
    assert apply_retention(people.riverside) == {"messages": 1}
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("kind", ["messages", "files"])
def test_what_was_said_to_a_clip_and_the_words_on_a_visits_page_go_with_them(
    people: People, of_age: OfAge, kind: str
) -> None:
    old = of_age(YEARS_AGO)
    ClipRemark.objects.create(
        clip=old["file"], by=people.tom.user, key=uuid4(), body_hash="x", at_ms=0, text="Slower."
    )
    answer = old["messages"].get(from_patient=False)
    begins = answer.at
    visit = Visit.objects.create(
        patient=people.maria, therapist=people.tom, kind="follow_up", place="video", begins=begins,
        ends=begins + timedelta(minutes=30), made_by=people.tom.user,
    )  # fmt: skip
    VisitSummary.objects.create(visit=visit, message=answer)
    keep(people, **{kind: 36})
    assert apply_everywhere() == {kind: 2 if kind == "messages" else 1}
    assert not ClipRemark.objects.exists()
    assert VisitSummary.objects.exists() == (kind == "files")


def test_twice_is_once_and_the_trail_holds_counts_only(people: People, of_age: OfAge) -> None:
    of_age(200)
    keep(people, movement=6)
    assert apply_everywhere() == {"movement": 1}
    assert apply_everywhere() == {}
    entry = AuditEntry.objects.get(deed="retention.apply")
    assert (entry.by, entry.clinic_id, entry.details) == (
        None,
        people.riverside.pk,
        {"kind": "movement", "count": 1},
    )


def test_two_workers_count_nothing_twice(people: People, of_age: OfAge) -> None:
    """Both have found the same rows; the second one finds them gone."""
    of_age(200)
    movement = next(kind for kind in KINDS if kind.id == "movement")
    keys = list(movement.find(people.riverside, clock.now()).values_list("pk", flat=True))
    assert [movement.remove(keys), movement.remove(keys)] == [1, 0]
    files = next(kind for kind in KINDS if kind.id == "files")
    keys = list(files.find(people.riverside, clock.now()).values_list("pk", flat=True))
    assert [files.remove(keys), files.remove(keys)] == [1, 0]


def test_another_clinic_is_another_matter(people: People, of_age: OfAge) -> None:
    of_age(200)
    hers = set_retention(by=people.hanna.user, clinic=people.hilltop, months={"movement": 1})
    assert hers is not None
    assert apply_everywhere() == {}
    assert MovementTrace.objects.count() == 1


def test_a_record_on_hold_is_left_alone(people: People, of_age: OfAge) -> None:
    of_age(200)
    of_age(200, people.jonas)
    hold = place_hold(by=people.olga.user, patient=people.maria, reason="Case 12/2026")
    keep(people, movement=6, files=6, voice=6)
    assert apply_retention(people.riverside) == {"movement": 1, "files": 1, "voice": 1}
    lift_hold(by=people.olga.user, hold=hold)
    assert apply_retention(people.riverside) == {"movement": 1, "files": 1, "voice": 1}


def test_addresses_of_old_mails_go_but_not_what_is_tried_nor_of_who_is_on_hold(people: People) -> None:
    place_hold(by=people.olga.user, patient=people.maria, reason="Case 12/2026")
    OutgoingMail.objects.all().delete()
    maria, ago = people.maria.user.email, clock.now() - timedelta(days=90)
    for to, state, more in (
        ("gone@example.org", Handing.SENT, {}),
        ("wrong@example.org", Handing.FAILED, {}),
        ("waits@example.org", Handing.WAITING, {}),
        (maria.title(), Handing.SENT, {}),
        ("young@example.org", Handing.FAILED, {"made_at": clock.now()}),
        ("hill@example.org", Handing.SENT, {"clinic_id": people.hilltop.pk}),
    ):
        row: dict[str, Any] = {"clinic_id": people.riverside.pk, "made_at": ago, "subject": "x"} | more
        OutgoingMail.objects.create(to=to, state=state, **row)
    keep(people, mails=2)
    assert apply_retention(people.riverside) == {"mails": 2}
    left = set(OutgoingMail.objects.values_list("to", flat=True))
    assert left == {"waits@example.org", maria.title(), "young@example.org", "hill@example.org"}


def test_a_hold_keeps_even_from_being_forgotten(people: People) -> None:
    erasure = ask_for_erasure(by=people.maria.user)
    hold = place_hold(by=people.olga.user, patient=people.maria, reason="Case 12/2026")
    with clock.set_to(clock.now() + TIME_TO_TAKE_BACK + timedelta(hours=1)):
        assert not erase(erasure)
        lift_hold(by=people.olga.user, hold=hold)
        assert erase(erasure)


def test_the_preview_says_what_will_go_and_removes_nothing(people: People, of_age: OfAge) -> None:
    of_age(200)
    keep(people, movement=6, files=6)
    assert would(people) == {kind.id: 1 if kind.id in ("movement", "files") else 0 for kind in KINDS}
    assert would(people)["movement"] == 1
    assert apply_retention(people.riverside) == {"movement": 1, "files": 1}
    assert would(people)["movement"] == 0


def test_old_entries_of_the_trail_go_but_not_those_about_somebody_on_hold(people: People) -> None:
    with clock.set_to(clock.now() - timedelta(days=YEARS_AGO)):
        for patient in (people.maria, people.jonas):
            write_down(by=people.tom.user, deed="notes.sign", subject=patient, clinic_id=people.riverside.pk)
    place_hold(by=people.olga.user, patient=people.maria, reason="Case 12/2026")
    keep(people, audit=72)
    assert apply_retention(people.riverside) == {"audit": 1}
    assert [one.patient_id for one in AuditEntry.objects.filter(deed="notes.sign")] == [people.maria.pk]


def test_nobody_signs_in_any_more_as_somebody_who_left_long_ago(people: People) -> None:
    Membership.objects.filter(pk=people.fred.pk).update(
        started_at=clock.now() - timedelta(days=800), ended_at=clock.now() - timedelta(days=400)
    )
    keep(people, left=12)
    assert would(people)["left"] == 1
    assert apply_retention(people.riverside) == {"left": 1}
    fred = User.objects.get(pk=people.fred.user.pk)
    assert (fred.is_active, fred.name) == (False, "Fred")
    assert not User.objects.filter(email="fred@example.org").exists()
    assert apply_retention(people.riverside) == {}


def test_whoever_works_or_is_treated_somewhere_keeps_their_account(people: People) -> None:
    long_ago = {
        "started_at": clock.now() - timedelta(days=800),
        "ended_at": clock.now() - timedelta(days=400),
    }
    Membership.objects.filter(pk=people.fred.pk).update(**long_ago)
    Membership.objects.create(user=people.fred.user, clinic=people.hilltop, role="therapist")
    once = Membership.objects.create(user=people.victor.user, clinic=people.riverside, role="office")
    Membership.objects.filter(pk=once.pk).update(**long_ago)
    keep(people, left=12)
    assert apply_retention(people.riverside) == {}


@pytest.mark.parametrize("months", [0, -1, 361, True])
def test_a_time_that_cannot_be_is_refused_with_the_reason(people: People, months: int) -> None:
    with pytest.raises(Refused) as refusal:
        keep(people, messages=months)
    assert refusal.value.field == "messages"
    assert "36" in refusal.value.message


def test_a_kind_there_is_not_is_refused(people: People) -> None:
    with pytest.raises(Refused):
        keep(people, programmes=12)


def test_every_change_is_a_version(people: People) -> None:
    first = keep(people, movement=6)
    assert keep(people, movement=6) == first
    second = keep(people)
    assert first is not None
    assert second is not None
    assert (first.number, second.number, second.months) == (1, 2, {})


@pytest.mark.parametrize(
    ("months", "before"),
    [
        (1, datetime(2026, 2, 28, 8, tzinfo=UTC)),
        (12, datetime(2025, 3, 31, 8, tzinfo=UTC)),
        (13, datetime(2025, 2, 28, 8, tzinfo=UTC)),
        (25, datetime(2024, 2, 29, 8, tzinfo=UTC)),
    ],
)
def test_a_month_earlier_is_the_same_day_or_the_last_one(months: int, before: datetime) -> None:
    assert months_before(datetime(2026, 3, 31, 8, tzinfo=UTC), months) == before
