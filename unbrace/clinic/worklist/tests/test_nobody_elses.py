"""Someone else's patient: every action and every look-up of every room, tried by everybody who has no business there.

An action that is not in this table fails the test, so a new one cannot be forgotten.
"""

from __future__ import annotations

import importlib
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.people import BRIDGES, SQUATS, ZONE, People, a_picture, body, screened, sign, sit, tells_and_sends
from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.activity import queries as activity
from unbrace.clinic.activity.actions import (
    answer_walk_morning,
    begin_import,
    keep_import,
    log_walk,
    restore_walk,
    start_walking,
    take_walking_step,
    undo_import,
    withdraw_walk,
)
from unbrace.clinic.activity.models import Import, Walk
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.care_teams import queries as care_teams
from unbrace.clinic.care_teams.actions import (
    add_member,
    remove_member,
    set_emergency_contacts,
    set_self_guided,
)
from unbrace.clinic.check_ins import queries as check_ins
from unbrace.clinic.check_ins.actions import (
    end_flare_up,
    rate_flare_up,
    record_check_in,
    record_next_morning,
    undo_diary,
    write_diary,
)
from unbrace.clinic.check_ins.diary import DiaryEntry, diary_entry_of, diary_of
from unbrace.clinic.check_ins.diary_draft import DiaryDraft
from unbrace.clinic.conversations import queries as conversations
from unbrace.clinic.conversations.actions import (
    answer_message,
    drop_snippet,
    keep_snippet,
    read_conversation,
    send_message,
    set_reply_time,
    settle_message,
    withdraw_message,
)
from unbrace.clinic.conversations.models import Attachment, Message, Snippet
from unbrace.clinic.education import queries as education
from unbrace.clinic.education.actions import (
    Checked,
    begin_stage,
    check_breath,
    count_breaths,
    practise,
    stop_practice,
    withdraw_count,
    withdraw_practice,
)
from unbrace.clinic.education.models import BreathCount, BreathingPractice
from unbrace.clinic.exercise_sessions import queries as exercise_sessions
from unbrace.clinic.exercise_sessions.actions import (
    allow_traces,
    correct_session,
    forbid_traces,
    keep_traces,
    record_session,
    restore_session,
    withdraw_session,
)
from unbrace.clinic.exercise_sessions.models import ExerciseSession
from unbrace.clinic.exercise_sessions.upload import parse_upload
from unbrace.clinic.intakes import queries as intakes
from unbrace.clinic.intakes.actions import (
    activate_questionnaire,
    answer_intake,
    deactivate_questionnaire,
    import_questionnaire,
    send_intake,
    write_own_day,
)
from unbrace.clinic.patients import queries as patients
from unbrace.clinic.patients.actions import invite_patient, note_usual_pain, withdraw_invitation
from unbrace.clinic.patients.models import Invitation
from unbrace.clinic.programmes import queries as programmes
from unbrace.clinic.programmes.actions import pause, prescribe, resume
from unbrace.clinic.programmes.approvals import NeedsApproval
from unbrace.clinic.programmes.models import ProgrammeVersion
from unbrace.clinic.questionnaires import queries as questionnaires
from unbrace.clinic.questionnaires.actions import (
    Said,
    answer_screen,
    begin_screen,
    clear_flags,
    finish_screen,
)
from unbrace.clinic.questionnaires.models import Finding
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.reminders import queries as reminders
from unbrace.clinic.reminders.actions import (
    allow_device,
    choose_reminders,
    close_calendar,
    forget_device,
    open_calendar,
    pause_reminders,
)
from unbrace.clinic.reminders.models import PushDevice
from unbrace.clinic.reminders.tests.conftest import chosen, device_of
from unbrace.clinic.worklist import queries as worklist
from unbrace.clinic.worklist.actions import (
    accept_proposal,
    change_proposal,
    refuse_first_plan,
    refuse_proposal,
    sign_first_plan,
    sign_programme,
)
from unbrace.clinic.worklist.models import FirstPlan, Proposal
from unbrace.rehab.red_flags import AskedIn
from unbrace.rehab.unbracing import Caution


@dataclass(frozen=True)
class Marias:
    """What is Maria's, or her clinic's."""

    people: People
    version: ProgrammeVersion
    session: ExerciseSession
    proposal: Proposal
    invitation: Invitation
    finding: Finding
    first_plan: FirstPlan
    device: PushDevice
    walk: Walk
    practice: BreathingPractice
    count: BreathCount
    message: Message
    attachment: Attachment
    snippet: Snippet
    brought: Import
    diary: DiaryEntry


def a_diary_draft() -> DiaryDraft:
    return DiaryDraft(key=uuid.uuid4(), written_at=clock.now(), time_zone=ZONE, stress=3)


@pytest.fixture
def hers(people: People) -> Marias:
    tells_and_sends(people.maria)
    first_plan = FirstPlan.objects.get(patient=people.maria)
    version = sign(people, people.maria, [SQUATS, BRIDGES])
    session = sit(people.maria, version)
    record_check_in(by=people.maria.user, patient=people.maria, answers={"worst_pain": 1})
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
        by=people.tom.user, clinic=people.riverside, email="new@example.org", name="New"
    )
    finding = screened(people.maria, {"NEU-1": "Y"}, asked_in=AskedIn.CHECK_IN)
    walk = Walk.objects.create(patient=people.maria, day=activity.today_of(people.maria), minutes=10)
    brought = Import.objects.create(patient=people.maria, state="preview")
    device = device_of(people.maria)
    practice = practise(by=people.maria.user, patient=people.maria)
    count = count_breaths(by=people.maria.user, patient=people.maria, taps=14, seconds=60)
    diary, _ = write_diary(by=people.maria.user, patient=people.maria, draft=a_diary_draft())
    message, _ = send_message(
        by=people.maria.user, patient=people.maria, key=uuid.uuid4(), text="My chair", file=a_picture()
    )
    snippet = keep_snippet(by=people.tom.user, clinic=people.riverside, text="Hurt is not the same as harm.")
    return Marias(
        people=people,
        version=version,
        session=session,
        proposal=proposal,
        invitation=invitation,
        finding=finding,
        first_plan=first_plan,
        device=device,
        walk=walk,
        practice=practice,
        count=count,
        message=message,
        attachment=message.attachment,
        snippet=snippet,
        brought=brought,
        diary=diary,
    )


Attempt = Callable[[Marias, User], Any]

BY_STAFF: dict[Callable[..., Any], Attempt] = {
    prescribe: lambda h, by: prescribe(by=by, patient=h.people.maria, prescriptions=[SQUATS]),
    sign_programme: lambda h, by: sign_programme(
        by=by, patient=h.people.maria, prescriptions=[SQUATS], approved=["outside_the_ages"], because="x"
    ),
    pause: lambda h, by: pause(by=by, patient=h.people.maria),
    resume: lambda h, by: resume(by=by, patient=h.people.maria),
    accept_proposal: lambda h, by: accept_proposal(by=by, proposal=h.proposal),
    change_proposal: lambda h, by: change_proposal(by=by, proposal=h.proposal, draft=SQUATS, reason="x"),
    refuse_proposal: lambda h, by: refuse_proposal(by=by, proposal=h.proposal, reason="x"),
    sign_first_plan: lambda h, by: sign_first_plan(by=by, plan=h.first_plan, prescriptions=[BRIDGES]),
    refuse_first_plan: lambda h, by: refuse_first_plan(by=by, plan=h.first_plan, reason="x"),
    invite_patient: lambda h, by: invite_patient(
        by=by, clinic=h.people.riverside, email="x@example.org", name="X"
    ),
    withdraw_invitation: lambda h, by: withdraw_invitation(by=by, invitation=h.invitation),
    add_member: lambda h, by: add_member(
        by=by, clinic=h.people.riverside, email="x@example.org", name="X", role="office"
    ),
    remove_member: lambda h, by: remove_member(by=by, membership=h.people.theo),
    set_emergency_contacts: lambda h, by: set_emergency_contacts(
        by=by, clinic=h.people.riverside, emergency_number="112", crisis_line=""
    ),
    import_questionnaire: lambda h, by: import_questionnaire(
        by=by, clinic=h.people.riverside, raw=b"{}", licence="a letter"
    ),
    activate_questionnaire: lambda h, by: activate_questionnaire(
        by=by, clinic=h.people.riverside, questionnaire="peg"
    ),
    deactivate_questionnaire: lambda h, by: deactivate_questionnaire(
        by=by, clinic=h.people.riverside, questionnaire="peg"
    ),
    set_self_guided: lambda h, by: set_self_guided(by=by, clinic=h.people.riverside, on=True),
    clear_flags: lambda h, by: clear_flags(
        by=by, patient=h.people.maria, findings=[h.finding.pk], reason="Seen."
    ),
    answer_message: lambda h, by: answer_message(
        by=by, patient=h.people.maria, key=uuid.uuid4(), text="Hello"
    ),
    settle_message: lambda h, by: settle_message(by=by, message=h.message),
    set_reply_time: lambda h, by: set_reply_time(by=by, clinic=h.people.riverside, working_days=3),
    keep_snippet: lambda h, by: keep_snippet(by=by, clinic=h.people.riverside, text="x"),
    drop_snippet: lambda h, by: drop_snippet(by=by, snippet=h.snippet),
}
BY_THE_PATIENT: dict[Callable[..., Any], Attempt] = {
    record_session: lambda h, by: record_session(
        by=by, patient=h.people.maria, upload=parse_upload(body(h.people.maria, h.version))
    ),
    allow_traces: lambda h, by: allow_traces(by=by, patient=h.people.maria),
    forbid_traces: lambda h, by: forbid_traces(by=by, patient=h.people.maria),
    keep_traces: lambda h, by: keep_traces(
        by=by, session=h.session, upload=parse_upload(body(h.people.maria, h.version))
    ),
    correct_session: lambda h, by: correct_session(by=by, session=h.session, pain_before=0),
    withdraw_session: lambda h, by: withdraw_session(by=by, session=h.session),
    restore_session: lambda h, by: restore_session(by=by, session=h.session),
    record_next_morning: lambda h, by: record_next_morning(
        by=by, patient=h.people.maria, session=h.session, pain=1
    ),
    record_check_in: lambda h, by: record_check_in(by=by, patient=h.people.maria, answers={"worst_pain": 1}),
    begin_screen: lambda h, by: begin_screen(by=by, patient=h.people.maria, asked_in=AskedIn.FLARE_UP),
    answer_screen: lambda h, by: answer_screen(
        by=by, screen=h.finding.screen, said=[Said("INF-1", "Y")], screen_version="", post=uuid.uuid4()
    ),
    finish_screen: lambda h, by: finish_screen(by=by, screen=h.finding.screen),
    answer_intake: lambda h, by: answer_intake(
        by=by,
        patient=h.people.maria,
        question="belly",
        said={"belly": "often"},
        post=uuid.uuid4(),
        questions_version=intakes.way_in().version,
    ),
    send_intake: lambda h, by: send_intake(by=by, patient=h.people.maria),
    write_own_day: lambda h, by: write_own_day(by=by, patient=h.people.maria, walked=10, pain=0),
    note_usual_pain: lambda h, by: note_usual_pain(by=by, patient=h.people.maria, pain=1),
    rate_flare_up: lambda h, by: rate_flare_up(by=by, patient=h.people.maria, pain=5),
    end_flare_up: lambda h, by: end_flare_up(by=by, patient=h.people.maria),
    start_walking: lambda h, by: start_walking(by=by, patient=h.people.maria, longest_comfortable_minutes=10),
    take_walking_step: lambda h, by: take_walking_step(by=by, patient=h.people.maria),
    log_walk: lambda h, by: log_walk(
        by=by, patient=h.people.maria, key=uuid.uuid4(), day=h.walk.day, minutes=5
    ),
    begin_import: lambda h, by: begin_import(by=by, patient=h.people.maria, pieces=[b"x"]),
    keep_import: lambda h, by: keep_import(by=by, found=h.brought),
    undo_import: lambda h, by: undo_import(by=by, found=h.brought),
    withdraw_walk: lambda h, by: withdraw_walk(by=by, walk=h.walk),
    restore_walk: lambda h, by: restore_walk(by=by, walk=h.walk),
    answer_walk_morning: lambda h, by: answer_walk_morning(
        by=by, patient=h.people.maria, walked_on=h.walk.day, pain=1
    ),
    choose_reminders: lambda h, by: choose_reminders(by=by, patient=h.people.maria, chosen=chosen()),
    pause_reminders: lambda h, by: pause_reminders(by=by, patient=h.people.maria, until=None),
    open_calendar: lambda h, by: open_calendar(by=by, patient=h.people.maria),
    close_calendar: lambda h, by: close_calendar(by=by, patient=h.people.maria),
    allow_device: lambda h, by: allow_device(
        by=by,
        patient=h.people.maria,
        endpoint=h.device.endpoint,
        p256dh=h.device.p256dh,
        auth=h.device.auth,
    ),
    forget_device: lambda h, by: forget_device(by=by, patient=h.people.maria, device_id=h.device.pk),
    write_diary: lambda h, by: write_diary(by=by, patient=h.people.maria, draft=a_diary_draft()),
    undo_diary: lambda h, by: undo_diary(by=by, entry=h.diary),
    begin_stage: lambda h, by: begin_stage(by=by, patient=h.people.maria, stage_id="notice"),
    practise: lambda h, by: practise(by=by, patient=h.people.maria),
    stop_practice: lambda h, by: stop_practice(by=by, patient=h.people.maria, caution=Caution.LIGHT_HEADED),
    withdraw_practice: lambda h, by: withdraw_practice(by=by, practice=h.practice),
    count_breaths: lambda h, by: count_breaths(by=by, patient=h.people.maria, taps=14, seconds=60),
    withdraw_count: lambda h, by: withdraw_count(by=by, count=h.count),
    check_breath: lambda h, by: check_breath(
        by=by,
        patient=h.people.maria,
        session=h.session,
        checks=[Checked(h.session.exercises.all()[0].pk, "yes")],
    ),
    send_message: lambda h, by: send_message(by=by, patient=h.people.maria, key=uuid.uuid4(), text="Hi"),
    withdraw_message: lambda h, by: withdraw_message(by=by, message=h.message),
}
BY_BOTH_SIDES: dict[Callable[..., Any], Attempt] = {
    read_conversation: lambda h, by: read_conversation(by=by, patient=h.people.maria),
}
FOR_THEMSELVES = {
    "change_details",
    "drop_password",
    "accept_invitation",
    "open_clinic",
}  # there is no other person's thing to reach
OF_THE_HOUSE = {
    "write_down",
    "review_session",
    "review_session_task",
    "review_time_away",
    "ask_for_review",
    "sweep",
    "close_left_alone",
    "follow_up_same_day",
    "propose_first_plan",
    "prepare_clip",
    "prepare_waiting_clips",
    "forget_strays",
    "read_import",
    "read_import_task",
    "tick",
    "send_reminding",
    "send_reminding_task",
    "not_today",
    "stop_by_word",
    "stop_by_answer",
}  # no `by`; the last three act on a secret word or for the gateway
NOT_DEEDS = {
    "Checked",
    "Chosen",
    "File",
    "PrescriptionDraft",
    "UNSAID",
    "Said",
    "proposed_draft",
    "still_fits",
    "what_needs_a_yes",
    "what_needs_a_yes_to",
}

ROOMS = (
    "audit", "accounts", "care_teams", "patients", "questionnaires", "intakes", "programmes", "exercise_sessions",
    "check_ins", "activity", "education", "conversations", "reminders", "worklist",
)  # fmt: skip


def test_every_action_is_in_the_table() -> None:
    tried = {action.__name__ for action in BY_STAFF | BY_THE_PATIENT | BY_BOTH_SIDES}
    known = tried | FOR_THEMSELVES | OF_THE_HOUSE | NOT_DEEDS
    found = {
        name for room in ROOMS for name in importlib.import_module(f"unbrace.clinic.{room}.actions").__all__
    }
    assert len(found) > 20
    assert found == known


@pytest.mark.parametrize(
    "action", [*BY_STAFF, *BY_THE_PATIENT, *BY_BOTH_SIDES], ids=lambda action: action.__name__
)
def test_a_stranger_gets_the_same_answer_as_for_nothing_at_all(
    hers: Marias, action: Callable[..., Any]
) -> None:
    attempt = (BY_STAFF | BY_THE_PATIENT | BY_BOTH_SIDES)[action]
    before = AuditEntry.objects.count()
    for who, by in hers.people.strangers.items():
        with pytest.raises(NotYours):
            attempt(hers, by)
        assert AuditEntry.objects.count() == before, who


@pytest.mark.parametrize("action", BY_STAFF, ids=lambda action: action.__name__)
def test_a_patient_cannot_act_as_staff_on_their_own_care(hers: Marias, action: Callable[..., Any]) -> None:
    with pytest.raises(NotYours):
        BY_STAFF[action](hers, hers.people.maria.user)


@pytest.mark.parametrize("action", BY_THE_PATIENT, ids=lambda action: action.__name__)
def test_nobody_logs_for_a_patient_not_even_their_therapist(hers: Marias, action: Callable[..., Any]) -> None:
    for member in (hers.people.tom, hers.people.olga):
        with pytest.raises(NotYours):
            BY_THE_PATIENT[action](hers, member.user)


@pytest.mark.parametrize(
    "action",
    [
        prescribe,
        sign_programme,
        pause,
        accept_proposal,
        change_proposal,
        refuse_proposal,
        sign_first_plan,
        refuse_first_plan,
        clear_flags,
        answer_message,
        settle_message,
        keep_snippet,
        drop_snippet,
    ],
    ids=lambda action: action.__name__,
)
def test_the_office_does_not_treat(hers: Marias, action: Callable[..., Any]) -> None:
    with pytest.raises(NotYours):
        BY_STAFF[action](hers, hers.people.olga.user)


@pytest.mark.parametrize(
    "action",
    [
        add_member,
        remove_member,
        set_emergency_contacts,
        set_reply_time,
        import_questionnaire,
        set_self_guided,
    ],
    ids=lambda action: action.__name__,
)
def test_a_therapist_does_not_manage_members(hers: Marias, action: Callable[..., Any]) -> None:
    with pytest.raises(NotYours):
        BY_STAFF[action](hers, hers.people.tom.user)


def test_a_colleague_of_the_same_clinic_may(hers: Marias) -> None:
    """The refusals above mean something only if the right person is let in."""
    assert BY_STAFF[clear_flags](hers, hers.people.theo.user)
    with pytest.raises(NeedsApproval):  # a lock has just ended
        BY_STAFF[accept_proposal](hers, hers.people.theo.user)
    by_name: dict[str, Any] = {"approved": ["end_of_a_lock"], "because": "Seen and well."}
    assert accept_proposal(by=hers.people.theo.user, proposal=hers.proposal, **by_name).number == 2
    assert BY_THE_PATIENT[withdraw_session](hers, hers.people.maria.user).withdrawn_at


LOOK_UPS: dict[str, Callable[[Marias], Any]] = {
    "patient_in": lambda h: patients.patient_in(h.people.hilltop, h.people.maria.pk),
    "invitation_in": lambda h: patients.invitation_in(h.people.hilltop, h.invitation.pk),
    "member_in": lambda h: care_teams.member_in(h.people.hilltop, h.people.tom.pk),
    "version_of": lambda h: programmes.version_of(h.people.jonas, h.version.pk),
    "session_of": lambda h: exercise_sessions.session_of(h.people.jonas, h.session.pk),
    "traces_of": lambda h: exercise_sessions.traces_of(h.people.hilltop, h.session.pk),
    "exercise_of": lambda h: exercise_sessions.exercise_of(
        sit(h.people.jonas, sign(h.people, h.people.jonas)), h.session.exercises.all()[0].pk
    ),
    "practice_of": lambda h: education.practice_of(h.people.jonas, h.practice.pk),
    "diary_entry_of": lambda h: diary_entry_of(h.people.jonas, h.diary.pk),
    "count_of": lambda h: education.count_of(h.people.jonas, h.count.pk),
    "screen_of": lambda h: questionnaires.screen_of(h.people.jonas, h.finding.screen_id),
    "finding_of": lambda h: questionnaires.finding_of(h.people.jonas, h.finding.pk),
    "intake_of": lambda h: intakes.intake_of(h.people.jonas, h.first_plan.intake_id),
    "first_plan_in": lambda h: worklist.first_plan_in(h.people.hilltop, h.first_plan.pk),
    "import_of": lambda h: activity.import_of(h.people.jonas, h.brought.pk),
    "walk_of": lambda h: activity.walk_of(h.people.jonas, h.walk.pk),
    "message_of": lambda h: conversations.message_of(h.people.jonas, h.message.pk),
    "attachment_of": lambda h: conversations.attachment_of(h.people.jonas, h.attachment.pk),
    "snippet_of": lambda h: conversations.snippet_of(h.people.theo, h.snippet.pk),
    "proposal_of": lambda h: worklist.proposal_of(h.people.jonas, h.proposal.pk),
    "proposal_in": lambda h: worklist.proposal_in(h.people.hilltop, h.proposal.pk),
}


@pytest.mark.parametrize("look_up", LOOK_UPS)
def test_an_id_that_is_known_but_not_ones_own_leads_nowhere(hers: Marias, look_up: str) -> None:
    with pytest.raises(NotYours):
        LOOK_UPS[look_up](hers)


def test_lists_hold_nothing_of_another_clinic_or_patient(hers: Marias) -> None:
    people = hers.people
    lists: list[Any] = [
        patients.patients_in(people.hilltop).exclude(pk=people.victor.pk),
        patients.invitations_of(people.hilltop),
        programmes.versions_of(people.jonas),
        exercise_sessions.sessions_for(people.jonas),
        exercise_sessions.sessions_in(people.hilltop),
        check_ins.check_ins_of(people.jonas),
        education.practices_of(people.jonas),
        diary_of(people.jonas),
        education.counts_of(people.jonas),
        education.weeks_of(people.jonas, "held"),
        questionnaires.waiting_findings_of(people.jonas),
        questionnaires.waiting_findings_in(people.hilltop),
        activity.walks_of(people.jonas),
        activity.imports_of(people.jonas),
        reminders.devices_of(people.jonas),
        reminders.failing_in(people.hilltop),
        conversations.messages_page(people.jonas)[0],
        conversations.waiting_messages_of(people.jonas),
        conversations.waiting_messages_in(people.hilltop),
        conversations.waiting_messages_in(people.riverside, people.theo),
        conversations.snippets_of(people.theo),
        worklist.message_rows_for(people.hilltop),
        worklist.worklist_for(people.hilltop),
        worklist.safety_rows_for(people.hilltop),
        worklist.first_plans_for(people.hilltop),
        intakes.own_days_of(people.jonas),
        worklist.open_proposals_for(people.jonas),
        worklist.proposals_for(people.jonas),
    ]
    assert [list(found) for found in lists] == [[]] * len(lists)
    assert worklist.worklist_for(people.riverside)


def test_what_is_not_yours_is_no_kind_of_refusal() -> None:
    """Else a view that shows refusals beside a field would tell a stranger that the thing is there."""
    assert not issubclass(NotYours, Refused)
