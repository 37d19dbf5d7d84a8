"""Every address, every method, everybody who has no business with Maria: nothing of hers is shown, nothing is changed.

The addresses come from the resolver, so a new page is walked the day it is added. An id in an address that is not in
`HERS` fails the walk: say whose it is. A leak is seeded at the end, and the walk must find it.
"""

from __future__ import annotations

import json
import re
import sys
import uuid
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from types import ModuleType
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core import serializers
from django.db import connection
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, path

from tests.house.conftest import Gate
from tests.house.findings import Findings
from tests.people import (
    BRIDGES,
    SQUATS,
    People,
    a_clip,
    a_film,
    a_picture,
    said_yes,
    screened,
    sign,
    sit,
    tells_and_sends,
)
from unbrace.clinic import clock
from unbrace.clinic.accounts.models import SignedInDevice, User
from unbrace.clinic.activity.models import Import, Walk
from unbrace.clinic.assessments.actions import ask_assessment
from unbrace.clinic.care_teams.actions import set_closed_care
from unbrace.clinic.check_ins.actions import write_diary
from unbrace.clinic.check_ins.diary_draft import DiaryDraft
from unbrace.clinic.conversations.actions import Said, keep_snippet, remark_on_clip, send_message
from unbrace.clinic.conversations.models import VoiceNote
from unbrace.clinic.desks.actions import record_desk
from unbrace.clinic.desks.models import DeskPhoto
from unbrace.clinic.education.actions import count_breaths, practise
from unbrace.clinic.exercise_sessions.actions import comment_on_moment
from unbrace.clinic.exercise_sessions.models import MovementTrace
from unbrace.clinic.exercise_sessions.replays import sets_of
from unbrace.clinic.group_classes.models import ClassPlace, GroupClass
from unbrace.clinic.lifts.actions import describe_task, note_try
from unbrace.clinic.lifts.models import LadderStep
from unbrace.clinic.notes.actions import begin_note, keep_template, sign_note
from unbrace.clinic.patients.actions import invite_patient
from unbrace.clinic.patients.models import EmergencyOpening, LegalHold, Patient
from unbrace.clinic.personal_data.actions import ask_for_copy, make_copy
from unbrace.clinic.programmes.actions import Written, write_own_exercise
from unbrace.clinic.programmes.actions import keep_template as keep_programme_template
from unbrace.clinic.reminders.tests.conftest import device_of
from unbrace.clinic.remote_monitoring.actions import Stated, Terms, enrol, note_work, switch_ledger
from unbrace.clinic.reports.actions import (
    ask_consent,
    begin_report,
    keep_letter_template,
    send_report,
    sign_report,
)
from unbrace.clinic.reports.actions.sign_report import mark_of
from unbrace.clinic.transfers.actions import propose_transfer
from unbrace.clinic.visits.actions import change_hours, plan_visit
from unbrace.clinic.worklist.models import FirstPlan, Proposal, SetAside
from unbrace.rehab.red_flags import AskedIn

NEW_YEAR = date(2026, 1, 1)
METHODS = ("get", "head", "post", "put", "patch", "delete")
REFUSALS = {302, 403, 404, 405}  # a way to the log-in, or nothing there
GUARDS = ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy")
WHO_DID_IT = {"by", "signed_by", "invited_by", "sent_by", "worker", "entered_by"}
WHERE_SOMEBODY_IS = {"accounts.signedindevice"}  # noted with each log-in, of the tests' own browsers too
LIKINGS = (
    *("language", "text_size", "reads_aloud", "units"),
    *("coach_speaks", "coach_volume", "coach_tones", "coach_vibrates"),
)
A_LIFT = {"what": "x", "load_kg": 12.0, "from_cm": 0.0, "to_cm": 75.0, "times": 6}
IN_NO_ROOM = {"sessions", "contenttypes", "auth", "audit", "account", "django_tasks_database"}


@dataclass(frozen=True)
class Hers:
    """What stands in an address when it is Maria's, or her clinic's."""

    people: People
    ids: dict[str, Any]

    @property
    def canaries(self) -> list[str]:
        """Words that no stranger may ever read."""
        ids = [str(value) for name, value in self.ids.items() if name != "token"]
        return [
            *ids,
            str(self.people.maria.user.pk),
            "Maria",
            "maria@example.org",
            "Secretly Invited",
            "A Secret",
        ]


@pytest.fixture
def hers(people: People) -> Hers:
    return everything_of_hers(people)


def everything_of_hers(people: People) -> Hers:
    """At least one row of Maria's for every id that stands in an address."""
    tells_and_sends(people.maria)
    plan = FirstPlan.objects.get(patient=people.maria)
    version = sign(people, people.maria, [SQUATS, BRIDGES])
    session = sit(people.maria, version)
    proposal = Proposal.objects.create(
        patient=people.maria,
        prescription=version.prescriptions.all()[0],
        session=session,
        exercise="squat",
        side="both",
        kind="PROGRESS",
        reason="Two good sessions.",
        because="two_green",
        rule="progress",
        changes={"reps": {"from": 8, "to": 10}},
    )
    invitation = invite_patient(
        by=people.tom.user, clinic=people.riverside, email="invited@example.org", name="Secretly Invited"
    )
    finding = screened(people.maria, {"NEU-1": "Y"}, asked_in=AskedIn.CHECK_IN)
    message, _ = send_message(
        by=people.maria.user, patient=people.maria, key=uuid.uuid4(), text="A Secret Word", file=a_picture()
    )
    snippet = keep_snippet(by=people.tom.user, clinic=people.riverside, text="A Secret Snippet")
    performed = sets_of(session)[0]
    MovementTrace.objects.create(performed=performed, data=b"UBTRACE", frames=1)
    comment = comment_on_moment(by=people.tom.user, performed=performed, at_ms=1, text="A Secret Remark")
    remark, _ = remark_on_clip(
        by=people.tom.user, clip=a_clip(people.maria), key=uuid4(), said=Said(1, "A Secret to a clip")
    )
    ids = {
        "remark_id": remark.pk,
        "set_id": performed.pk,
        "comment_id": comment.pk,
        "message_id": message.pk,
        "file_id": message.attachment.pk,
        "snippet_id": snippet.pk,
        "screen_id": finding.screen_id,
        "finding_id": finding.pk,
        "patient_id": people.maria.pk,
        "care_id": people.maria.pk,
        "clinic_id": people.riverside.pk,
        "version_id": version.pk,
        "session_id": session.pk,
        "questionnaire": "an-import-of-hers",
        "language": "a-language-of-hers",
        "what": "a-text-of-hers",
        "proposal_id": proposal.pk,
        "plan_id": plan.pk,
        "assessment_id": ask_assessment(
            by=people.tom.user, patient=people.maria, test_set="short-first", note="A Secret Wish"
        ).pk,
        "test": "forward-bend",
        "invitation_id": invitation.pk,
        "membership_id": people.theo.pk,
        "person_id": people.maria.pk,
        "record_id": Patient.objects.create(
            user=people.maria.user,
            clinic=people.riverside,
            started_at=clock.now() - timedelta(days=90),
            ended_at=clock.now() - timedelta(days=80),
        ).pk,
        "opening_id": EmergencyOpening.objects.create(
            patient=people.maria, member=people.tom, reason="A Secret", until=clock.now() + timedelta(hours=1)
        ).pk,
        "hold_id": LegalHold.objects.create(
            patient=people.jonas, reason="A Secret", placed_by=people.olga.user
        ).pk,
        "set_aside_id": SetAside.objects.create(patient=people.maria, kind="done", by=people.tom.user).pk,
        "walk_id": Walk.objects.create(patient=people.maria, day=NEW_YEAR, minutes=10).pk,
        "import_id": Import.objects.create(patient=people.maria).pk,
        "device_id": device_of(people.maria).pk,
        "entry_id": diary_entry(people).pk,
        "practice_id": practise(by=people.maria.user, patient=people.maria).pk,
        "count_id": count_breaths(by=people.maria.user, patient=people.maria, taps=14, seconds=60).pk,
        "voice_id": VoiceNote.objects.create(
            patient=people.maria, key=uuid4(), day=NEW_YEAR, written_at=clock.now(), state="ready"
        ).pk,
        "signed_in_id": SignedInDevice.objects.create(
            user=people.maria.user, session_key="hers", name="A Secret telephone"
        ).pk,
        "copy_id": make_copy(ask_for_copy(by=people.maria.user)).pk,
        **hers_in_notes(people),
        **hers_in_the_ledger(people),
        **hers_in_reports(people),
        **hers_in_transfers(people),
        **hers_in_programmes(people),
        **hers_in_visits(people),
        **hers_in_a_class(people),
        **hers_at_the_desk(people),
        "token": "not-the-token-that-was-sent",
    }
    return Hers(people, ids)


def hers_in_notes(people: People) -> dict[str, Any]:
    """A signed note about her, a draft, and a template of her therapist's."""
    template = keep_template(
        by=people.tom.user, clinic=people.riverside, name="A Secret", parts={"plan": "A Secret"}, shared=False
    )
    parts = {"plan": "A Secret Note"}
    note = sign_note(
        by=people.tom.user, draft=begin_note(by=people.tom.user, patient=people.maria, parts=parts)
    )
    begin_note(by=people.tom.user, patient=people.maria, parts=parts)
    return {"note_id": note.pk, "template_id": template.pk}


def hers_in_the_ledger(people: People) -> dict[str, Any]:
    """A clinic that counts, Maria's yes to it, and a secret talk; `month` is one that nobody's address has."""
    switch_ledger(by=people.olga.user, clinic=people.riverside, on=True)
    terms = Terms(patients_today(people), None, None, None, set_up_counted_before=False)
    enrol(by=people.tom.user, patient=people.maria, terms=terms)
    stated = Stated(clock.now() - timedelta(minutes=9), 5, "A Secret Talk", "video")
    entry = note_work(by=people.tom.user, patient=people.maria, stated=stated, key=uuid4())
    return {"month": "a-month-of-hers", "work_entry_id": entry.pk}


def hers_in_transfers(people: People) -> dict[str, Any]:
    """She has been asked whether Hilltop may go on and has not answered: nobody there may know of it yet."""
    record = {"sections": [], "opening": ["A Secret Record"], "closing": []}
    transfer = propose_transfer(
        by=people.tom.user,
        patient=people.maria,
        to_clinic=people.hilltop,
        reason="A Secret Reason",
        ends_here=True,
        record=record,
    )
    ids = {"transfer_id": transfer.pk, "arrival_id": transfer.pk}
    return {**ids, "document_id": transfer.documents.all()[0].pk}


def hers_in_reports(people: People) -> dict[str, Any]:
    """A signed report that was sent, a draft, and a template of her therapist's."""
    letter = keep_letter_template(
        by=people.tom.user,
        clinic=people.riverside,
        name="A Secret",
        reader="referrer",
        parts=[],
        opening="A Secret Letter",
        closing="",
        shared=False,
    )
    words = {"title": "A Secret Title", "clinic": "x", "period": "x", "to": "x", "about": "x", "by": "x"}
    content = {**words, "sections": [], "opening": ["A Secret Report"], "closing": [], "foot": []}
    draft = begin_report(by=people.tom.user, patient=people.maria, reader="referrer", template=letter)
    report = sign_report(by=people.tom.user, draft=draft, content=content, read=mark_of(content))
    to: dict[str, Any] = {
        "by": people.tom.user,
        "report": report,
        "name": "Dr Weiss",
        "email": "weiss@example.org",
    }
    sending = send_report(**to, noted=said_yes(report))
    consent = ask_consent(**to)
    begin_report(by=people.tom.user, patient=people.maria, reader="referrer", template=letter)
    return {
        "report_id": report.pk,
        "sending_id": sending.pk,
        "consent_id": consent.pk,
        "letter_id": letter.pk,
    }


def patients_today(people: People) -> date:
    return clock.today_in(people.maria.user.zone)


def hers_in_programmes(people: People) -> dict[str, Any]:
    """A template and an exercise that her therapist keeps alone."""
    template = keep_programme_template(
        by=people.tom.user, clinic=people.riverside, name="A Secret Template", drafts=[SQUATS]
    )
    written = Written("A Secret Exercise", "One step.", "standing", SQUATS)
    own = write_own_exercise(by=people.tom.user, clinic=people.riverside, written=written, shared=False)
    return {"programme_template_id": template.pk, "own_exercise_id": own.pk, "film_id": a_film(own).pk}


def hers_in_visits(people: People) -> dict[str, Any]:
    """A visit tomorrow, and an absence of her therapist's."""
    tomorrow = clock.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=1)
    visit = plan_visit(by=people.tom.user, patient=people.maria, begins=tomorrow, kind="first", place="video")
    change = change_hours(
        by=people.tom.user,
        therapist=people.tom,
        what="away",
        begins=visit.ends,
        ends=visit.ends + visit.length,
    )
    return {"visit_id": visit.pk, "change_id": change.pk}


def hers_in_a_class(people: People) -> dict[str, Any]:
    """A class of her therapist's that is open now, to which she comes."""
    now = clock.now()
    group_class = GroupClass.objects.create(
        clinic=people.riverside, therapist=people.tom, title="A Secret Class", begins=now, minutes=45
    )
    place = ClassPlace.objects.create(
        group_class=group_class, patient=people.maria, state="yes", shown_name="A Secret", passed_at=now
    )
    return {"class_id": group_class.pk, "place_id": place.pk}


def hers_at_the_desk(people: People) -> dict[str, Any]:
    """A desk with its picture and its change, and a lift with a step that was tried."""
    maria, by = people.maria, people.maria.user
    record = record_desk(by=by, patient=maria, key=uuid4(), said={"longest_sitting_min": 90.0})
    task = describe_task(by=by, patient=maria, key=uuid4(), said=A_LIFT | {"what": "A Secret Crate"})
    step = LadderStep.objects.create(
        task=task, number=1, load_kg=3, from_cm=75, times=5, rules_version="x", signed_by=people.tom.user
    )
    return {
        "desk_record_id": record.pk,
        "desk_photo_id": DeskPhoto.objects.create(record=record, width=4, height=3).pk,
        "desk_change_id": record.changes.get().pk,
        "ladder_step_id": step.pk,
        "task_try_id": note_try(by=by, step=step, key=uuid4(), done=5, pain_before=1, worst_pain=1).pk,
    }


def diary_entry(people: People) -> Model:
    draft = DiaryDraft(key=uuid4(), written_at=clock.now(), time_zone="UTC", stress=3)
    return write_diary(by=people.maria.user, patient=people.maria, draft=draft)[0]


@dataclass(frozen=True)
class Address:
    route: str
    needs: tuple[str, ...]  # the names of the ids in it

    def filled(self, ids: dict[str, Any]) -> str:
        """The address with Maria's ids. Raises KeyError for an id nobody said whose it is."""
        filled = self.route
        for name in self.needs:
            start = filled.index("<")
            filled = f"{filled[:start]}{ids[name]}{filled[filled.index('>') + 1 :]}"
        return filled


def addresses(patterns: list[Any], prefix: str = "/") -> Iterator[Address]:
    """Every address of ours; the log-in pages of the accounts package answer for themselves."""
    for entry in patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry.url_patterns, route)
        elif isinstance(entry, URLPattern) and entry.callback.__module__.startswith(("unbrace.", "tests.")):
            yield Address(route, tuple(entry.pattern.converters))


def watched_models() -> list[type[Model]]:
    """Of all rooms but the trail of who tried what, which may grow."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in IN_NO_ROOM and model._meta.label_lower not in WHERE_SOMEBODY_IS
    ]


def all_rows() -> list[Model]:
    return [row for model in watched_models() for row in model._default_manager.order_by("pk")]


def without_likings(users: Collection[User]) -> list[Model]:
    """All rows, those of `users` as if they had never said how they like to read: that is theirs to change."""
    rows, nobody = all_rows(), User()
    for row in rows:
        if isinstance(row, User) and row in users:
            for name in LIKINGS:
                setattr(row, name, getattr(nobody, name))
    return rows


def everything(rows: list[Model] | None = None) -> str:
    """All rows as text."""
    text = serializers.serialize("json", all_rows() if rows is None else rows)
    return re.sub(r'"last_login": [^,]+,', "", text)  # logging in is no change


def is_of(row: Model, users: Collection[User]) -> bool:
    """Whether the row is about one of `users`: it, or what it belongs to, names them as its patient or its user."""
    if isinstance(row, User):
        return row in users
    belongs_to = [
        field.name for field in row._meta.fields if field.is_relation and field.name not in WHO_DID_IT
    ]
    if "patient" in belongs_to:
        belongs_to = ["patient"]
    return any(is_of(owner, users) for name in belongs_to if isinstance(owner := getattr(row, name), Model))


def visitors(people: People) -> Iterator[tuple[str, Client]]:
    for who, user in {"nobody": None, **people.strangers}.items():
        client = Client(raise_request_exception=False)
        if user is not None:
            client.force_login(user)
        yield who, client


def body_of(response: Any) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return str(content.decode(errors="replace"))


def try_all(hers: Hers) -> Findings:
    """Everybody tries everything once."""
    findings, watch = Findings(), Watch()
    for address in addresses(get_resolver().url_patterns):
        if not set(address.needs) <= set(hers.ids):
            findings.problems.append(f"{address.route}: say in this file whose {address.needs} is")
            continue
        filled = address.filled(hers.ids)
        for who, client in visitors(hers.people):
            for method in METHODS:
                findings.checked += 1
                findings.problems += attempt(client, method, filled, bool(address.needs), hers, who, watch)
    return findings


WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"(\w+)"', re.IGNORECASE)


class Watch:
    """Whether a request changed a row. Rows change by a statement that writes, so only then are all of them read, and
    not where it writes the trail or the session, which are no row of `all_rows` anyway."""

    def __init__(self) -> None:
        self._known: str | None = None
        self._tables = {model._meta.db_table for model in watched_models()}

    def may_change(self, sql: str) -> bool:
        if sql.lstrip().upper().startswith(("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "PRAGMA")):
            return False
        writes = WRITES.match(sql)
        return writes is None or writes.group(1) in self._tables

    def changed_by(self, request: Callable[[], HttpResponse], *, checked: bool) -> tuple[HttpResponse, bool]:
        before = (self._known or everything()) if checked else None
        written: list[str] = []

        def listens(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
            if self.may_change(sql):
                written.append(sql)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(listens):
            response = request()
        if not written:
            self._known = before or self._known
            return response, False
        self._known = everything() if checked else None
        return response, checked and self._known != before


def attempt(
    client: Client, method: str, filled: str, is_hers: bool, hers: Hers, who: str, watch: Watch
) -> list[str]:
    checked = method != "get" and is_hers
    response, changed = watch.changed_by(lambda: getattr(client, method)(filled), checked=checked)
    said = f"{method.upper()} {filled} by {who}"
    problems = []
    if response.status_code >= 500:
        problems.append(f"{said}: {response.status_code}")
    if is_hers and "invitation/" not in filled.split("account/")[-1] and response.status_code not in REFUSALS:
        problems.append(f"{said}: {response.status_code}, it should not be there")
    problems += [f"{said} answers without {name}" for name in GUARDS if name not in response.headers]
    shown = body_of(response).replace(filled, "") + json.dumps(dict(response.headers)).replace(filled, "")
    problems += [f"{said} shows “{canary}”" for canary in hers.canaries if canary in shown]
    if changed:
        problems.append(f"{said} changed something")
    return problems


@pytest.mark.django_db
def test_no_stranger_sees_or_changes_anything_of_marias(hers: Hers, gate: Gate) -> None:
    """A patient who tries an address may begin something of their own there, such as their safety screen; no more."""
    strangers = hers.people.strangers.values()
    before, known = everything(without_likings(strangers)), {(type(row), row.pk) for row in all_rows()}
    gate("attempts by strangers, all refused", try_all(hers))
    own = [row for row in all_rows() if (type(row), row.pk) not in known and is_of(row, strangers)]
    begun = {(type(row), row.pk) for row in own}
    after = [row for row in without_likings(strangers) if (type(row), row.pk) not in begun]
    assert everything(after) == before
    assert not any(is_of(row, [hers.people.maria.user]) for row in own)


#: Names alone, and whose safety answer waits: from where an emergency opens a record.
NAMES_WHOSE_ANSWER_WAITS = "/therapist/emergency/"
OF_A_RECORD = {"patient_id", "proposal_id", "plan_id", "set_aside_id", "visit_id"}


def try_as_a_colleague(hers: Hers) -> Findings:
    """Theo of the same clinic, who does not look after Maria, at every address of the therapist's door."""
    findings, client = Findings(), Client(raise_request_exception=False)
    client.force_login(hers.people.theo.user)
    for address in addresses(get_resolver().url_patterns):
        about = OF_A_RECORD & set(address.needs)
        if not address.route.startswith("/therapist/") or (address.needs and not about):
            continue  # the rest is of the clinic, or of one member alone
        filled = address.filled(hers.ids)
        for method in METHODS if about else ("get",):
            findings.checked += 1
            response = getattr(client, method)(filled)
            said = f"{method.upper()} {filled}"
            if about and response.status_code not in (404, 405):
                findings.problems.append(f"{said}: {response.status_code}, it should not be there")
            shown = body_of(response)
            words = ("A Secret",) if filled == NAMES_WHOSE_ANSWER_WAITS else ("Maria", "A Secret")
            findings.problems += [f"{said} shows “{canary}”" for canary in words if canary in shown]
    return findings


@pytest.mark.django_db
def test_where_care_is_closed_a_colleague_outside_it_is_a_stranger(hers: Hers, gate: Gate) -> None:
    set_closed_care(by=hers.people.olga.user, clinic=hers.people.riverside, on=True)
    before = everything()
    gate("attempts by a colleague outside the care, all refused", try_as_a_colleague(hers))
    assert everything() == before
    set_closed_care(by=hers.people.olga.user, clinic=hers.people.riverside, on=False)
    found = try_as_a_colleague(
        hers
    ).problems  # where care is open a colleague is no stranger: the walk finds it
    assert any("shows “Maria”" in problem for problem in found)


def leaky(view: Callable[..., HttpResponse]) -> ModuleType:
    """The house with one more page."""
    module = ModuleType("tests.house.leaky_urls")
    urls = sys.modules["unbrace.config.urls"]
    module.__dict__.update({name: value for name, value in vars(urls).items() if name.startswith("handler")})
    module.__dict__["urlpatterns"] = [path("leak/<uuid:patient_id>/", view)]
    return module


def shows(request: HttpRequest, patient_id: str) -> HttpResponse:
    return HttpResponse(Patient.objects.get(pk=patient_id).user.name)


def changes(request: HttpRequest, patient_id: str) -> HttpResponse:
    Patient.objects.filter(pk=patient_id).update(usual_pain=9 if request.method == "POST" else 2)
    return HttpResponse(status=404)


def breaks(request: HttpRequest, patient_id: str) -> HttpResponse:
    raise RuntimeError("seeded")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("leak", "found"), [(shows, "shows “Maria”"), (changes, "changed something"), (breaks, ": 500")]
)
def test_walls_break_on_a_page_that_leaks(hers: Hers, leak: Callable[..., HttpResponse], found: str) -> None:
    get_resolver()._populate()
    with override_settings(ROOT_URLCONF=leaky(leak)):
        findings = try_all(hers)
    assert findings.checked == 7 * len(METHODS)
    assert any(found in problem for problem in findings.problems), findings.problems


@pytest.mark.django_db
def test_walls_break_on_an_id_nobody_answers_for(hers: Hers) -> None:
    module = leaky(shows)
    module.__dict__["urlpatterns"] = [path("parcels/<uuid:parcel_id>/", shows)]
    with override_settings(ROOT_URLCONF=module):
        findings = try_all(hers)
    assert findings.problems == ["/parcels/<uuid:parcel_id>/: say in this file whose ('parcel_id',) is"]
