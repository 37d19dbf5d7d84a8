"""Someone else's patient: every action and every look-up of every room, tried by everybody who has no business there.

An action that is not in this table fails the test, so a new one cannot be forgotten.
"""

from __future__ import annotations

import importlib
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest

from tests.people import (
    BRIDGES,
    SQUATS,
    ZONE,
    People,
    a_clip,
    a_film,
    a_picture,
    body,
    said_yes,
    screened,
    sign,
    sit,
    tells_and_sends,
)
from unbrace.clinic import clock
from unbrace.clinic.accounts import queries as accounts
from unbrace.clinic.accounts.actions import sign_out_device
from unbrace.clinic.accounts.models import SignedInDevice, User
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
    write_own_day,
)
from unbrace.clinic.activity.models import Import, Walk
from unbrace.clinic.activity.own_days import own_days_of
from unbrace.clinic.assessments import queries as assessments
from unbrace.clinic.assessments.actions import (
    Marked,
    allow_test,
    ask_assessment,
    end_assessment,
    judge_impairment,
    mark_test,
    read_assessment,
    record_attempt,
)
from unbrace.clinic.assessments.models import Assessment
from unbrace.clinic.assessments.tests.conftest import sent as a_test_done
from unbrace.clinic.assessments.upload import parse_attempt
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.audit.search import Wanted
from unbrace.clinic.care_teams import queries as care_teams
from unbrace.clinic.care_teams.actions import (
    add_member,
    change_role,
    greet_again,
    let_return,
    look_into_audit,
    remove_member,
    set_accent,
    set_clinic_details,
    set_closed_care,
    set_emergency_contacts,
    set_logo,
    suspend_member,
    take_audit_along,
)
from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.check_ins import queries as check_ins
from unbrace.clinic.check_ins.actions import (
    end_flare_up,
    rate_flare_up,
    rate_goals,
    reach_goal,
    record_check_in,
    record_next_morning,
    set_goal,
    undo_diary,
    write_diary,
)
from unbrace.clinic.check_ins.diary_draft import DiaryDraft
from unbrace.clinic.check_ins.queries import DiaryEntry, diary_entry_of, diary_of
from unbrace.clinic.conversations import queries as conversations
from unbrace.clinic.conversations.actions import Said as SaidToClip
from unbrace.clinic.conversations.actions import (
    answer_message,
    change_remark,
    delete_voice_note,
    drop_remark,
    drop_snippet,
    keep_snippet,
    keep_voice_note,
    read_conversation,
    read_remarks,
    remark_on_clip,
    send_message,
    set_reply_time,
    settle_message,
    watch_clip,
    withdraw_clips,
    withdraw_message,
)
from unbrace.clinic.conversations.clip_remarks import clip_of, remark_in
from unbrace.clinic.conversations.models import Attachment, ClipRemark, Message, Snippet, VoiceNote
from unbrace.clinic.desks import queries as desks
from unbrace.clinic.desks.actions import (
    decide_change,
    delete_photo,
    did_change,
    keep_photo,
    look_at_change,
    next_change,
    propose_change,
    record_desk,
    see_photo,
)
from unbrace.clinic.desks.models import DeskChange, DeskPhoto
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
from unbrace.clinic.exercise_films.actions import NewFilm, add_film, remove_film
from unbrace.clinic.exercise_films.queries import film_for_member, film_for_patient
from unbrace.clinic.exercise_sessions import queries as exercise_sessions
from unbrace.clinic.exercise_sessions import replays
from unbrace.clinic.exercise_sessions.actions import (
    allow_traces,
    change_comment,
    comment_on_moment,
    correct_session,
    drop_comment,
    forbid_traces,
    keep_traces,
    read_comments,
    record_session,
    replay_session,
    restore_session,
    withdraw_session,
)
from unbrace.clinic.exercise_sessions.models import (
    ExerciseSession,
    MomentComment,
    MovementTrace,
    SetPerformed,
)
from unbrace.clinic.exercise_sessions.upload import parse_upload
from unbrace.clinic.group_classes import queries as group_classes
from unbrace.clinic.group_classes.actions import (
    answer_invitation,
    ask_for_silence,
    ask_to_class,
    call_off_place,
    cancel_class,
    come_to_the_door,
    end_class,
    enter_class,
    lead_class,
    let_in,
    make_class,
    open_class,
    put_out,
    still_there,
)
from unbrace.clinic.group_classes.models import ClassPlace, GroupClass
from unbrace.clinic.intakes import queries as intakes
from unbrace.clinic.intakes.actions import answer_intake, send_intake
from unbrace.clinic.lifts import queries as lifts
from unbrace.clinic.lifts.actions import (
    answer_day_after,
    describe_task,
    end_task,
    note_try,
    rate_task,
    sign_step,
)
from unbrace.clinic.lifts.models import LadderStep, TaskTry
from unbrace.clinic.outcomes.actions import read_caseload, read_outcomes, show_to_everybody
from unbrace.clinic.outcomes.starters import started_in
from unbrace.clinic.patients import queries as patients
from unbrace.clinic.patients.access import (
    emergencies_in,
    emergencies_of,
    emergency_in,
    own_emergency,
    patients_closed_to,
    patients_open_to,
)
from unbrace.clinic.patients.actions import (
    close_emergency,
    give_role,
    hand_over_caseload,
    invite_patient,
    judge_emergency,
    let_go,
    lift_hold,
    look_in_emergency,
    note_usual_pain,
    open_closed_record,
    open_in_emergency,
    place_hold,
    read_emergencies,
    resend_invitation,
    withdraw_invitation,
    write_receipt,
)
from unbrace.clinic.patients.holds import hold_in, on_hold_in
from unbrace.clinic.patients.models import EmergencyOpening, Invitation, LegalHold, Patient
from unbrace.clinic.personal_data import queries as personal_data
from unbrace.clinic.personal_data.actions import (
    ask_for_copy,
    ask_for_erasure,
    make_copy,
    take_back_erasure,
)
from unbrace.clinic.personal_data.models import Erasure, OwnCopy
from unbrace.clinic.programmes import queries as programmes
from unbrace.clinic.programmes.actions import (
    Written,
    bring_back_template,
    change_own_exercise,
    change_template,
    keep_template,
    pause,
    prescribe,
    resume,
    retire_own_exercise,
    retire_template,
    set_self_guided,
    share_template,
    write_own_exercise,
)
from unbrace.clinic.programmes.approvals import NeedsApproval
from unbrace.clinic.programmes.models import OwnExercise, ProgrammeVersion, Template
from unbrace.clinic.questionnaires import queries as questionnaires
from unbrace.clinic.questionnaires.actions import (
    Said,
    activate_questionnaire,
    answer_screen,
    begin_screen,
    clear_flags,
    deactivate_questionnaire,
    finish_screen,
    import_questionnaire,
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
from unbrace.clinic.remote_monitoring import ledger as remote_monitoring
from unbrace.clinic.remote_monitoring import queries as ledgers
from unbrace.clinic.remote_monitoring.actions import (
    Stated,
    Terms,
    amend_work,
    count_time,
    count_visit,
    enrol,
    look_at_counts,
    note_other_programme,
    note_work,
    sign_count,
    strike_work,
    switch_ledger,
)
from unbrace.clinic.remote_monitoring.kinds import Kind
from unbrace.clinic.remote_monitoring.ledger import Month
from unbrace.clinic.remote_monitoring.models import WorkEntry
from unbrace.clinic.reports import queries as reports
from unbrace.clinic.reports.actions import (
    Composed,
    answer_consent,
    ask_consent,
    begin_report,
    call_off_consent,
    drop_report,
    keep_letter_template,
    read_chart,
    read_report,
    read_two_dates,
    retire_letter_template,
    save_report,
    send_report,
    send_with_consent,
    sign_report,
    withdraw_consent,
    withdraw_sending,
)
from unbrace.clinic.reports.actions.sign_report import mark_of
from unbrace.clinic.reports.chart import Wanted as WantedOfChart
from unbrace.clinic.reports.chart import chart_page
from unbrace.clinic.reports.models import Consent, LetterTemplate, Report, ReportDraft, Sending
from unbrace.clinic.retention.actions import set_retention
from unbrace.clinic.staying_well.actions import (
    answer_booster,
    answer_staying_well,
    begin_maintenance,
    come_back,
    end_maintenance,
    write_own_plan,
)
from unbrace.clinic.transfers import queries as transfers
from unbrace.clinic.transfers.actions import (
    accept_transfer,
    answer_transfer,
    call_off_transfer,
    hand_on,
    propose_transfer,
    read_handed,
    refuse_transfer,
)
from unbrace.clinic.transfers.models import Transfer
from unbrace.clinic.translations.actions import approve_translation, withdraw_approval
from unbrace.clinic.visits import queries as visits
from unbrace.clinic.visits.actions import (
    book_for,
    book_visit,
    cancel_visit,
    change_hours,
    decline_offer,
    drop_change,
    give_role_with_visits,
    hand_over_with_visits,
    join_waiting_list,
    leave_waiting_list,
    let_go_with_visits,
    mark_visit,
    move_visit,
    plan_visit,
    put_back_visit,
    read_summary,
    set_office_hours,
    suspend_with_visits,
    take_offer,
    take_over_visit,
    tell_summary,
)
from unbrace.clinic.visits.models import Visit
from unbrace.clinic.visits.tests.conftest import wanted
from unbrace.clinic.worklist import queries as worklist
from unbrace.clinic.worklist.actions import (
    accept_holds,
    accept_proposal,
    bring_back,
    change_proposal,
    draft_first_plan,
    hand_over,
    mark_done,
    refuse_first_plan,
    refuse_proposal,
    set_list_rules,
    sign_first_plan,
    sign_programme,
    snooze,
    undo_decision,
)
from unbrace.clinic.worklist.asides import set_aside_in
from unbrace.clinic.worklist.models import FirstPlan, Proposal, SetAside
from unbrace.clinic.worklist.rows import people_to_look_at
from unbrace.rehab.lifting_ladder import Step
from unbrace.rehab.red_flags import AskedIn
from unbrace.rehab.unbracing import Caution

A_MINUTE, NEW_YEAR = timedelta(minutes=1), date(2026, 1, 1)
A_LIFT = {"what": "x", "load_kg": 12.0, "from_cm": 0.0, "to_cm": 75.0, "times": 6}
A_REPORT: dict[str, Any] = {"sections": [], "opening": ["Dear colleague,"], "closing": []}


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
    assessment: Assessment
    device: PushDevice
    walk: Walk
    practice: BreathingPractice
    count: BreathCount
    message: Message
    attachment: Attachment
    clip: Attachment
    remark: ClipRemark
    snippet: Snippet
    brought: Import
    diary: DiaryEntry
    aside: SetAside
    performed: SetPerformed
    trace: MovementTrace
    comment: MomentComment
    voice: VoiceNote
    signed_in: SignedInDevice
    copy: OwnCopy
    erasure: Erasure
    work: WorkEntry
    report: Report
    report_draft: ReportDraft
    transfer: Transfer
    consent: Consent
    agreed: Consent
    sending: Sending
    letter: LetterTemplate
    opening: EmergencyOpening
    hold: LegalHold
    template: Template
    own_exercise: OwnExercise
    visit: Visit
    desk_change: DeskChange
    desk_photo: DeskPhoto
    task_try: TaskTry
    class_place: ClassPlace


def a_visit(people: People) -> Visit:
    """Tomorrow, with Tom."""
    tomorrow = clock.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=1)
    return plan_visit(by=people.tom.user, patient=people.maria, kind="first", place="video", begins=tomorrow)


def a_place(people: People) -> ClassPlace:
    """In a class of Tom's tomorrow, to which she comes."""
    group_class = GroupClass.objects.create(
        clinic=people.riverside,
        therapist=people.tom,
        title="Legs",
        begins=clock.now() + timedelta(days=1),
        minutes=45,
    )
    return ClassPlace.objects.create(
        group_class=group_class, patient=people.maria, state="yes", shown_name="Mia"
    )


A_FILM = NewFilm(BytesIO(b"\x1a\x45\xdf\xa3" + bytes(60)), 64, "The arms slide up.", "me", agreed=True)
SLIDE = Written("Towel slide", "Slide the towel up.", "standing", SQUATS)


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
    walk = Walk.objects.create(patient=people.maria, day=patients.today_of(people.maria), minutes=10)
    brought = Import.objects.create(patient=people.maria, state="preview")
    device = device_of(people.maria)
    practice = practise(by=people.maria.user, patient=people.maria)
    count = count_breaths(by=people.maria.user, patient=people.maria, taps=14, seconds=60)
    diary, _ = write_diary(by=people.maria.user, patient=people.maria, draft=a_diary_draft())
    message, _ = send_message(
        by=people.maria.user, patient=people.maria, key=uuid.uuid4(), text="My chair", file=a_picture()
    )
    clip = a_clip(people.maria)
    remark, _ = remark_on_clip(
        by=people.tom.user, clip=clip, key=uuid.uuid4(), said=SaidToClip(1000, "Slow and good.")
    )
    snippet = keep_snippet(by=people.tom.user, clinic=people.riverside, text="Hurt is not the same as harm.")
    aside = SetAside.objects.create(patient=people.maria, kind="done", by=people.tom.user)
    performed = replays.sets_of(session)[0]
    trace = MovementTrace.objects.create(performed=performed, data=b"UBTRACE", frames=1)
    comment = comment_on_moment(by=people.tom.user, performed=performed, at_ms=1, text="Slow and good.")
    return Marias(
        people=people,
        version=version,
        session=session,
        proposal=proposal,
        invitation=invitation,
        finding=finding,
        first_plan=first_plan,
        assessment=ask_assessment(by=people.tom.user, patient=people.maria, test_set="short-first"),
        device=device,
        walk=walk,
        practice=practice,
        count=count,
        message=message,
        attachment=message.attachment,
        clip=clip,
        remark=remark,
        snippet=snippet,
        brought=brought,
        diary=diary,
        aside=aside,
        performed=performed,
        trace=trace,
        comment=comment,
        voice=VoiceNote.objects.create(
            patient=people.maria,
            key=uuid.uuid4(),
            day=patients.today_of(people.maria),
            written_at=clock.now(),
        ),
        signed_in=SignedInDevice.objects.create(
            user=people.maria.user, session_key="hers", name="Firefox on Android"
        ),
        copy=make_copy(ask_for_copy(by=people.maria.user)),
        erasure=ask_for_erasure(by=people.maria.user),
        **of_the_records(people),
        opening=EmergencyOpening.objects.create(
            patient=people.maria, member=people.theo, reason="x", until=clock.now() + timedelta(hours=1)
        ),
        hold=LegalHold.objects.create(patient=people.maria, reason="x", placed_by=people.olga.user),
        template=keep_template(by=people.tom.user, clinic=people.riverside, name="Legs", drafts=[SQUATS]),
        own_exercise=write_own_exercise(
            by=people.tom.user, clinic=people.riverside, written=SLIDE, shared=False
        ),
        visit=a_visit(people),
        class_place=a_place(people),
        **at_the_desk(people),
    )


def _agreed(report: Report, by: User) -> Consent:
    """A yes of hers that stands."""
    asked = ask_consent(by=by, report=report, name="Dr Braun", email="braun@example.org")
    return answer_consent(by=report.patient.user, consent=asked, yes=True)


def at_the_desk(people: People) -> dict[str, Any]:
    """A desk with its picture and its change, and a lift with a step that was tried."""
    maria, by = people.maria, people.maria.user
    record = record_desk(by=by, patient=maria, key=uuid.uuid4(), said={"longest_sitting_min": 90.0})
    step = LadderStep.objects.create(
        task=describe_task(by=by, patient=maria, key=uuid.uuid4(), said=A_LIFT),
        number=1,
        load_kg=3,
        from_cm=75,
        times=5,
        rules_version="x",
        signed_by=people.tom.user,
    )
    return {
        "desk_change": record.changes.get(),
        "desk_photo": DeskPhoto.objects.create(record=record, width=4, height=3),
        "task_try": note_try(by=by, step=step, key=uuid.uuid4(), done=5, pain_before=1, worst_pain=1),
    }


def of_the_records(people: People) -> dict[str, Any]:
    """A clinic that counts, work for Maria, a report that was sent, and the draft of another."""
    by, patient = people.tom.user, people.maria
    switch_ledger(by=people.olga.user, clinic=people.riverside, on=True)
    terms = Terms(patients.today_of(patient), None, None, None, set_up_counted_before=False)
    enrol(by=by, patient=patient, terms=terms)
    stated = Stated(clock.now() - 9 * A_MINUTE, 5, "Looked at the week.")
    letter = keep_letter_template(
        by=by,
        clinic=people.riverside,
        name="x",
        reader="referrer",
        parts=[],
        opening="x",
        closing="",
        shared=False,
    )
    draft = begin_report(by=by, patient=patient, reader="referrer", template=letter)
    report = sign_report(by=by, draft=draft, content=A_REPORT, read=mark_of(A_REPORT))
    return {
        "work": note_work(by=by, patient=patient, stated=stated, key=uuid.uuid4()),
        "report": report,
        "report_draft": begin_report(by=by, patient=patient, reader="referrer", template=letter),
        "sending": send_report(
            by=by, report=report, name="Dr Weiss", email="weiss@example.org", noted=said_yes(report)
        ),
        "consent": ask_consent(by=by, report=report, name="Dr Weiss", email="weiss@example.org"),
        "transfer": propose_transfer(
            by=by,
            patient=patient,
            to_clinic=Clinic.objects.create(name="Far away"),
            reason="Moves.",
            ends_here=True,
            record=A_REPORT,
        ),
        "agreed": _agreed(report, by),
        "letter": letter,
    }


def hold_of(h: Marias) -> Proposal:
    """The same proposal, keeping the dose."""
    Proposal.objects.filter(pk=h.proposal.pk).update(kind="HOLD", changes={})
    return Proposal.objects.get(pk=h.proposal.pk)


Attempt = Callable[[Marias, User], Any]

BY_STAFF: dict[Callable[..., Any], Attempt] = {
    make_class: lambda h, by: make_class(
        by=by, therapist=h.people.tom, title="X", begins=h.class_place.group_class.begins, minutes=45
    ),
    cancel_class: lambda h, by: cancel_class(by=by, group_class=h.class_place.group_class),
    ask_to_class: lambda h, by: ask_to_class(
        by=by, group_class=h.class_place.group_class, patient=h.people.maria
    ),
    open_class: lambda h, by: open_class(by=by, group_class=h.class_place.group_class),
    lead_class: lambda h, by: lead_class(by=by, group_class=h.class_place.group_class),
    let_in: lambda h, by: let_in(by=by, place=h.class_place),
    put_out: lambda h, by: put_out(by=by, place=h.class_place),
    ask_for_silence: lambda h, by: ask_for_silence(by=by, group_class=h.class_place.group_class),
    end_class: lambda h, by: end_class(by=by, group_class=h.class_place.group_class),
    prescribe: lambda h, by: prescribe(by=by, patient=h.people.maria, prescriptions=[SQUATS]),
    sign_programme: lambda h, by: sign_programme(
        by=by, patient=h.people.maria, prescriptions=[SQUATS], approved=["outside_the_ages"], because="x"
    ),
    pause: lambda h, by: pause(by=by, patient=h.people.maria),
    read_chart: lambda h, by: read_chart(by=by, patient=h.people.maria, wanted=WantedOfChart()),
    read_two_dates: lambda h, by: read_two_dates(
        by=by, patient=h.people.maria, first=date(2026, 1, 1), second=date(2026, 2, 1)
    ),
    read_caseload: lambda h, by: read_caseload(
        by=by, clinic=h.people.riverside, begins=date(2026, 1, 1), ends=date(2027, 1, 1), therapist=None
    ),
    read_outcomes: lambda h, by: read_outcomes(by=by, clinic=h.people.riverside, grouped="quarter"),
    show_to_everybody: lambda h, by: show_to_everybody(by=by, clinic=h.people.riverside, shown=True),
    resume: lambda h, by: resume(by=by, patient=h.people.maria),
    keep_template: lambda h, by: keep_template(
        by=by, clinic=h.people.riverside, name="X", drafts=[SQUATS], shared_with="clinic"
    ),
    change_template: lambda h, by: change_template(
        by=by, template=h.template, name="X", drafts=[BRIDGES], starting_from=1
    ),
    share_template: lambda h, by: share_template(by=by, template=h.template, shared_with="clinic"),
    retire_template: lambda h, by: retire_template(by=by, template=h.template),
    bring_back_template: lambda h, by: bring_back_template(by=by, template=h.template),
    write_own_exercise: lambda h, by: write_own_exercise(
        by=by, clinic=h.people.riverside, written=SLIDE, shared=True
    ),
    change_own_exercise: lambda h, by: change_own_exercise(
        by=by, exercise=h.own_exercise, written=SLIDE, shared=True, starting_from=1
    ),
    retire_own_exercise: lambda h, by: retire_own_exercise(by=by, exercise=h.own_exercise, retired=True),
    add_film: lambda h, by: add_film(by=by, exercise=h.own_exercise, film=A_FILM),
    remove_film: lambda h, by: remove_film(by=by, exercise=h.own_exercise),
    accept_proposal: lambda h, by: accept_proposal(by=by, proposal=h.proposal),
    change_proposal: lambda h, by: change_proposal(by=by, proposal=h.proposal, draft=SQUATS, reason="x"),
    refuse_proposal: lambda h, by: refuse_proposal(by=by, proposal=h.proposal, reason="x"),
    accept_holds: lambda h, by: accept_holds(by=by, proposals=[hold_of(h)]),
    undo_decision: lambda h, by: undo_decision(by=by, proposal=h.proposal),
    sign_first_plan: lambda h, by: sign_first_plan(by=by, plan=h.first_plan, prescriptions=[BRIDGES]),
    refuse_first_plan: lambda h, by: refuse_first_plan(by=by, plan=h.first_plan, reason="x"),
    draft_first_plan: lambda h, by: draft_first_plan(by=by, patient=h.people.maria),
    ask_assessment: lambda h, by: ask_assessment(by=by, patient=h.people.maria, test_set="lower-back"),
    end_assessment: lambda h, by: end_assessment(by=by, assessment=h.assessment),
    read_assessment: lambda h, by: read_assessment(by=by, assessment=h.assessment),
    allow_test: lambda h, by: allow_test(by=by, assessment=h.assessment, test="forward-bend", because="x"),
    propose_change: lambda h, by: propose_change(by=by, patient=h.people.maria, change="mouse-closer"),
    see_photo: lambda h, by: see_photo(by=by, photo=h.desk_photo),
    sign_step: lambda h, by: sign_step(
        by=by, patient=h.people.maria, task_id=uuid.uuid4(), step=Step(3, 75, 5), after=1
    ),
    mark_test: lambda h, by: mark_test(
        by=by,
        assessment=h.assessment,
        test="forward-bend",
        marked=Marked(uuid.uuid4(), "measured", "in_person", {"both": 10}),
    ),
    judge_impairment: lambda h, by: judge_impairment(
        by=by, patient=h.people.maria, impairment="sleep_problem", score=3, because="x"
    ),
    snooze: lambda h, by: snooze(by=by, patient=h.people.maria, seen="", until=None),
    hand_over: lambda h, by: hand_over(by=by, patient=h.people.maria, seen="", to=h.people.theo, line="x"),
    mark_done: lambda h, by: mark_done(by=by, patient=h.people.maria, seen=""),
    bring_back: lambda h, by: bring_back(by=by, aside=h.aside),
    set_list_rules: lambda h, by: set_list_rules(
        by=by, clinic=h.people.riverside, values={}, monitoring=False
    ),
    invite_patient: lambda h, by: invite_patient(
        by=by, clinic=h.people.riverside, email="x@example.org", name="X"
    ),
    withdraw_invitation: lambda h, by: withdraw_invitation(by=by, invitation=h.invitation),
    add_member: lambda h, by: add_member(
        by=by, clinic=h.people.riverside, email="x@example.org", name="X", role="office"
    ),
    change_role: lambda h, by: change_role(by=by, membership=h.people.theo, role="office"),
    give_role: lambda h, by: give_role(by=by, membership=h.people.theo, role="office"),
    suspend_member: lambda h, by: suspend_member(by=by, membership=h.people.theo),
    let_return: lambda h, by: let_return(by=by, membership=h.people.theo),
    greet_again: lambda h, by: greet_again(by=by, membership=h.people.theo),
    set_closed_care: lambda h, by: set_closed_care(by=by, clinic=h.people.riverside, on=True),
    set_accent: lambda h, by: set_accent(by=by, clinic=h.people.riverside, accent="#000000"),
    set_logo: lambda h, by: set_logo(by=by, clinic=h.people.riverside, data=b"x"),
    set_clinic_details: lambda h, by: set_clinic_details(
        by=by, clinic=h.people.riverside, name="X", address="", phone="", hours=""
    ),
    look_into_audit: lambda h, by: look_into_audit(by=by, clinic=h.people.riverside, wanted=Wanted()),
    take_audit_along: lambda h, by: take_audit_along(by=by, clinic=h.people.riverside, wanted=Wanted()),
    hand_over_caseload: lambda h, by: hand_over_caseload(by=by, membership=h.people.tom, to=h.people.theo),
    let_go: lambda h, by: let_go(by=by, membership=h.people.tom, successor=h.people.theo),
    resend_invitation: lambda h, by: resend_invitation(by=by, invitation=h.invitation),
    open_in_emergency: lambda h, by: open_in_emergency(by=by, patient=h.people.maria, reason="x" * 20),
    open_closed_record: lambda h, by: open_closed_record(by=by, patient=closed_of(h), reason="x" * 20),
    look_in_emergency: lambda h, by: look_in_emergency(by=by, opening=h.opening, page="x"),
    close_emergency: lambda h, by: close_emergency(by=by, opening=h.opening),
    judge_emergency: lambda h, by: judge_emergency(by=by, opening=h.opening, justified=True),
    place_hold: lambda h, by: place_hold(by=by, patient=h.people.maria, reason="x"),
    lift_hold: lambda h, by: lift_hold(by=by, hold=h.hold),
    set_retention: lambda h, by: set_retention(by=by, clinic=h.people.riverside, months={"movement": 6}),
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
    approve_translation: lambda h, by: approve_translation(
        by=by, clinic=h.people.riverside, language="de", what="safety", mark="x"
    ),
    withdraw_approval: lambda h, by: withdraw_approval(
        by=by, clinic=h.people.riverside, language="de", what="safety"
    ),
    set_self_guided: lambda h, by: set_self_guided(by=by, clinic=h.people.riverside, on=True),
    clear_flags: lambda h, by: clear_flags(
        by=by, patient=h.people.maria, findings=[h.finding.pk], reason="Seen."
    ),
    answer_message: lambda h, by: answer_message(
        by=by, patient=h.people.maria, key=uuid.uuid4(), text="Hello"
    ),
    settle_message: lambda h, by: settle_message(by=by, message=h.message),
    begin_maintenance: lambda h, by: begin_maintenance(
        by=by, patient=h.people.maria, exercises=[], days=[0, 3], agreed=True
    ),
    end_maintenance: lambda h, by: end_maintenance(by=by, patient=h.people.maria),
    set_reply_time: lambda h, by: set_reply_time(by=by, clinic=h.people.riverside, working_days=3),
    keep_snippet: lambda h, by: keep_snippet(by=by, clinic=h.people.riverside, text="x"),
    drop_snippet: lambda h, by: drop_snippet(by=by, snippet=h.snippet),
    comment_on_moment: lambda h, by: comment_on_moment(by=by, performed=h.performed, at_ms=1, text="x"),
    change_comment: lambda h, by: change_comment(by=by, comment=h.comment, text="x"),
    drop_comment: lambda h, by: drop_comment(by=by, comment=h.comment),
    enrol: lambda h, by: enrol(
        by=by, patient=h.people.maria, terms=Terms(NEW_YEAR, None, None, None, set_up_counted_before=False)
    ),
    count_time: lambda h, by: count_time(
        by=by, patient=h.people.maria, key=uuid.uuid4(), length=A_MINUTE, ago=timedelta(0)
    ),
    count_visit: lambda h, by: count_visit(by=by, visit=h.visit),
    note_work: lambda h, by: note_work(
        by=by, patient=h.people.maria, stated=Stated(clock.now() - A_MINUTE, 1, "x"), key=uuid.uuid4()
    ),
    amend_work: lambda h, by: amend_work(
        by=by, entry=h.work, stated=Stated(clock.now() - A_MINUTE, 1, "x"), because="x"
    ),
    strike_work: lambda h, by: strike_work(by=by, entry=h.work, because="x"),
    note_other_programme: lambda h, by: note_other_programme(
        by=by, patient=h.people.maria, month=Month(2026, 1), there=True
    ),
    sign_count: lambda h, by: sign_count(
        by=by, patient=h.people.maria, kind=Kind.MONTH, begins=NEW_YEAR, count=0
    ),
    switch_ledger: lambda h, by: switch_ledger(by=by, clinic=h.people.riverside, on=False),
    look_at_counts: lambda h, by: look_at_counts(by=by, clinic=h.people.riverside, month=Month(2026, 1)),
    begin_report: lambda h, by: begin_report(by=by, patient=h.people.maria, reader="patient"),
    save_report: lambda h, by: save_report(
        by=by, draft=h.report_draft, composed=Composed(NEW_YEAR, NEW_YEAR, [], "", "", "", 0)
    ),
    drop_report: lambda h, by: drop_report(by=by, draft=h.report_draft),
    sign_report: lambda h, by: sign_report(
        by=by, draft=h.report_draft, content=A_REPORT, read=mark_of(A_REPORT)
    ),
    send_report: lambda h, by: send_report(
        by=by, report=h.report, name="Dr Weiss", email="weiss@example.org", noted=said_yes(h.report)
    ),
    propose_transfer: lambda h, by: propose_transfer(
        by=by,
        patient=h.people.maria,
        to_clinic=h.transfer.to_clinic,
        reason="x",
        ends_here=True,
        record=A_REPORT,
    ),
    accept_transfer: lambda h, by: accept_transfer(by=by, transfer=h.transfer),
    refuse_transfer: lambda h, by: refuse_transfer(by=by, transfer=h.transfer, because="x"),
    read_handed: lambda h, by: read_handed(by=by, document=h.transfer.documents.all()[0]),
    hand_on: lambda h, by: hand_on(
        by=by, patient=h.people.maria, to=h.people.theo, word="x", key=uuid.uuid4()
    ),
    ask_consent: lambda h, by: ask_consent(by=by, report=h.report, name="Dr Weiss", email="w@example.org"),
    call_off_consent: lambda h, by: call_off_consent(by=by, consent=h.consent),
    send_with_consent: lambda h, by: send_with_consent(by=by, consent=h.agreed),
    withdraw_sending: lambda h, by: withdraw_sending(by=by, sending=h.sending),
    keep_letter_template: lambda h, by: keep_letter_template(
        by=by,
        clinic=h.people.riverside,
        name="x",
        reader="patient",
        parts=[],
        opening="x",
        closing="",
        shared=True,
    ),
    retire_letter_template: lambda h, by: retire_letter_template(by=by, template=h.letter),
    watch_clip: lambda h, by: watch_clip(by=by, clip=h.clip),
    remark_on_clip: lambda h, by: remark_on_clip(
        by=by, clip=h.clip, key=uuid.uuid4(), said=SaidToClip(1, "x")
    ),
    change_remark: lambda h, by: change_remark(by=by, remark=h.remark, text="x"),
    drop_remark: lambda h, by: drop_remark(by=by, remark=h.remark),
    plan_visit: lambda h, by: plan_visit(
        by=by, patient=h.people.maria, kind="first", place="video", begins=h.visit.ends
    ),
    mark_visit: lambda h, by: mark_visit(by=by, visit=h.visit, outcome="kept"),
    tell_summary: lambda h, by: tell_summary(by=by, visit=h.visit, key=uuid.uuid4(), text="x"),
    book_for: lambda h, by: book_for(
        by=by, patient=h.people.maria, therapist=h.people.tom, place="video", begins=h.visit.ends
    ),
    let_go_with_visits: lambda h, by: let_go_with_visits(by=by, membership=h.people.tom),
    hand_over_with_visits: lambda h, by: hand_over_with_visits(
        by=by, membership=h.people.tom, to=h.people.theo
    ),
    suspend_with_visits: lambda h, by: suspend_with_visits(by=by, membership=h.people.theo),
    give_role_with_visits: lambda h, by: give_role_with_visits(
        by=by, membership=h.people.theo, role="office"
    ),
    take_over_visit: lambda h, by: take_over_visit(by=by, visit=h.visit, to=h.people.theo),
    set_office_hours: lambda h, by: set_office_hours(by=by, therapist=h.people.tom, wanted=wanted()),
    change_hours: lambda h, by: change_hours(
        by=by, therapist=h.people.tom, what="away", begins=h.visit.begins, ends=h.visit.ends
    ),
    drop_change: lambda h, by: drop_change(by=by, therapist=h.people.tom, change_id=uuid.uuid4()),
}
BY_THE_PATIENT: dict[Callable[..., Any], Attempt] = {
    answer_invitation: lambda h, by: answer_invitation(by=by, place=h.class_place, yes=False),
    come_to_the_door: lambda h, by: come_to_the_door(by=by, place=h.class_place, pain=0),
    still_there: lambda h, by: still_there(by=by, place=h.class_place),
    enter_class: lambda h, by: enter_class(by=by, place=h.class_place),
    record_session: lambda h, by: record_session(
        by=by, patient=h.people.maria, upload=parse_upload(body(h.people.maria, h.version))
    ),
    record_attempt: lambda h, by: record_attempt(by=by, upload=parse_attempt(a_test_done(h.assessment))),
    allow_traces: lambda h, by: allow_traces(by=by, patient=h.people.maria),
    answer_transfer: lambda h, by: answer_transfer(by=by, transfer=h.transfer, along="record"),
    answer_consent: lambda h, by: answer_consent(by=by, consent=h.consent, yes=True),
    withdraw_consent: lambda h, by: withdraw_consent(by=by, consent=h.agreed),
    forbid_traces: lambda h, by: forbid_traces(by=by, patient=h.people.maria),
    keep_traces: lambda h, by: keep_traces(
        by=by, session=h.session, upload=parse_upload(body(h.people.maria, h.version))
    ),
    correct_session: lambda h, by: correct_session(by=by, session=h.session, pain_before=0),
    withdraw_session: lambda h, by: withdraw_session(by=by, session=h.session),
    restore_session: lambda h, by: restore_session(by=by, session=h.session),
    read_comments: lambda h, by: read_comments(by=by, session=h.session),
    read_summary: lambda h, by: read_summary(by=by, visit=h.visit),
    read_remarks: lambda h, by: read_remarks(by=by, clip=h.clip),
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
    write_own_day: lambda h, by: write_own_day(
        by=by, patient=h.people.maria, key=uuid.uuid4(), walked=10, pains={"low_back": 0}
    ),
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
    write_receipt: lambda h, by: write_receipt(
        by=by, patient=h.people.maria, key=uuid.uuid4(), body_hash="x", done_at=clock.now(), then="/"
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
    read_emergencies: lambda h, by: read_emergencies(by=by, patient=h.people.maria),
    write_diary: lambda h, by: write_diary(by=by, patient=h.people.maria, draft=a_diary_draft()),
    record_desk: lambda h, by: record_desk(
        by=by, patient=h.people.maria, key=uuid.uuid4(), said={"bothers": 3}
    ),
    keep_photo: lambda h, by: keep_photo(by=by, record=h.desk_change.record, data=b"x", agreed=True),
    delete_photo: lambda h, by: delete_photo(by=by, photo=h.desk_photo),
    did_change: lambda h, by: did_change(by=by, change=h.desk_change, done=True),
    look_at_change: lambda h, by: look_at_change(by=by, change=h.desk_change, after_days=1, bothers=3),
    decide_change: lambda h, by: decide_change(by=by, change=h.desk_change, keep=True),
    next_change: lambda h, by: next_change(by=by, patient=h.people.maria),
    describe_task: lambda h, by: describe_task(by=by, patient=h.people.maria, key=uuid.uuid4(), said=A_LIFT),
    rate_task: lambda h, by: rate_task(by=by, patient=h.people.maria, hurts=1, worries=1),
    end_task: lambda h, by: end_task(by=by, patient=h.people.maria),
    note_try: lambda h, by: note_try(
        by=by, step=h.task_try.step, key=uuid.uuid4(), done=1, pain_before=1, worst_pain=1
    ),
    answer_day_after: lambda h, by: answer_day_after(by=by, tried=h.task_try, pain=1),
    answer_staying_well: lambda h, by: answer_staying_well(by=by, patient=h.people.maria, limited=False),
    answer_booster: lambda h, by: answer_booster(by=by, patient=h.people.maria, wanted=True),
    come_back: lambda h, by: come_back(by=by, patient=h.people.maria),
    write_own_plan: lambda h, by: write_own_plan(by=by, patient=h.people.maria, words={"keeps_well": "x"}),
    rate_goals: lambda h, by: rate_goals(by=by, patient=h.people.maria, ratings={1: 5}),
    set_goal: lambda h, by: set_goal(by=by, patient=h.people.maria, slot=1, words="Dance", rating=3),
    reach_goal: lambda h, by: reach_goal(by=by, patient=h.people.maria, slot=1),
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
    keep_voice_note: lambda h, by: keep_voice_note(
        by=by, patient=h.people.maria, key=uuid.uuid4(), content=BytesIO(b"x"), size=1
    ),
    delete_voice_note: lambda h, by: delete_voice_note(by=by, note=h.voice),
    withdraw_clips: lambda h, by: withdraw_clips(by=by, patient=h.people.maria),
    sign_out_device: lambda h, by: sign_out_device(by=by, device_id=h.signed_in.pk),
    take_back_erasure: lambda h, by: take_back_erasure(by=by, erasure=h.erasure),
    book_visit: lambda h, by: book_visit(by=by, patient=h.people.maria, place="video", begins=h.visit.ends),
    take_offer: lambda h, by: take_offer(by=by, visit=h.visit),
    decline_offer: lambda h, by: decline_offer(by=by, visit=h.visit),
    join_waiting_list: lambda h, by: join_waiting_list(by=by, patient=h.people.maria, place="video"),
    leave_waiting_list: lambda h, by: leave_waiting_list(by=by, patient=h.people.maria),
}
BY_BOTH_SIDES: dict[Callable[..., Any], Attempt] = {
    read_conversation: lambda h, by: read_conversation(by=by, patient=h.people.maria),
    replay_session: lambda h, by: replay_session(by=by, trace=h.trace),
    read_report: lambda h, by: read_report(by=by, report=h.report),
    move_visit: lambda h, by: move_visit(by=by, visit=h.visit, begins=h.visit.ends),
    cancel_visit: lambda h, by: cancel_visit(by=by, visit=h.visit, because="Ill."),
    put_back_visit: lambda h, by: put_back_visit(by=by, visit=h.visit),
    call_off_transfer: lambda h, by: call_off_transfer(by=by, transfer=h.transfer),
    call_off_place: lambda h, by: call_off_place(by=by, place=h.class_place),
}
FOR_THEMSELVES = {
    "change_details",
    "set_preferences",
    "sign_out_others",
    "ask_for_copy",
    "ask_for_erasure",
    "choose_language",
    "drop_password",
    "accept_invitation",
    "open_clinic",
}  # there is no other person's thing to reach
OF_THE_HOUSE = {
    "note_device",
    "forget_ended_devices",
    "forget_sign_in",
    "share_care",
    "end_shared_care",
    "apply_retention",
    "apply_everywhere",
    "make_copy",
    "forget_old_copies",
    "erase",
    "sweep_personal_data",
    "write_down",
    "ask_to_measure",
    "measure_trace",
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
    "prepare_voice_note",
    "prepare_waiting_voice_notes",
    "prepare_waiting_remarks",
    "prepare_film",
    "prepare_waiting_films",
    "forget_strays",
    "read_import",
    "read_import_task",
    "tick",
    "send_reminding",
    "send_reminding_task",
    "claim_visit_remindings",
    "send_visit_reminding",
    "send_visit_reminding_task",
    "let_offers_lapse",
    "cancel_unheld",
    "cancel_unled",
    "end_left_open",
    "remind_of_classes",
    "settle",
    "stop_whom_safety_stops",
    "free_places_of",
    "free_places_out_of_care",
    "end_visits_of",
    "hand_over_visits_of",
    "not_today",
    "stop_by_word",
    "stop_by_answer",
    "decline_invitation",
    "open_sending",
    "take_up_left_alone",
    "pause_where_nobody_plans",
}  # no `by`, or a part of a deed that has asked: the house itself, or whoever holds a secret word, or the gateway
NOT_DEEDS = {
    "NewFilm",
    "Composed",
    "NotedYes",
    "Stated",
    "Terms",
    "WantedHours",
    "Passed",
    "MOST_AT_ONCE",
    "Checked",
    "Chosen",
    "maintenance_drafts",
    "File",
    "PrescriptionDraft",
    "UNSAID",
    "UNDO_DECISION_FOR",
    "Marked",
    "Said",
    "Written",
    "proposed_draft",
    "still_fits",
    "what_needs_a_yes",
    "what_needs_a_yes_to",
}

ROOMS = (
    "audit", "accounts", "care_teams", "patients", "questionnaires", "intakes", "assessments", "programmes",
    "translations", "exercise_sessions",
    "check_ins", "activity", "education", "conversations", "exercise_films", "visits",
    "group_classes", "reminders", "worklist",
    "staying_well", "desks", "lifts", "remote_monitoring", "reports", "transfers", "personal_data", "retention",
    "outcomes",
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
        keep_template,
        change_template,
        share_template,
        retire_template,
        bring_back_template,
        write_own_exercise,
        change_own_exercise,
        retire_own_exercise,
        add_film,
        remove_film,
        accept_proposal,
        change_proposal,
        refuse_proposal,
        accept_holds,
        undo_decision,
        sign_first_plan,
        refuse_first_plan,
        draft_first_plan,
        ask_assessment,
        end_assessment,
        read_assessment,
        allow_test,
        mark_test,
        judge_impairment,
        propose_change,
        see_photo,
        sign_step,
        clear_flags,
        answer_message,
        settle_message,
        snooze,
        hand_over,
        mark_done,
        bring_back,
        keep_snippet,
        drop_snippet,
        comment_on_moment,
        change_comment,
        drop_comment,
        watch_clip,
        remark_on_clip,
        change_remark,
        drop_remark,
        plan_visit,
        make_class,
        cancel_class,
        ask_to_class,
        open_class,
        lead_class,
        let_in,
        put_out,
        ask_for_silence,
        end_class,
        call_off_place,
        mark_visit,
        tell_summary,
        count_visit,
        approve_translation,
        withdraw_approval,
        enrol,
        count_time,
        note_work,
        amend_work,
        strike_work,
        note_other_programme,
        sign_count,
        begin_report,
        save_report,
        drop_report,
        sign_report,
        read_report,
        send_report,
        send_with_consent,
        propose_transfer,
        read_handed,
        hand_on,
        ask_consent,
        call_off_consent,
        withdraw_sending,
        keep_letter_template,
        retire_letter_template,
        open_in_emergency,
        open_closed_record,
        look_in_emergency,
        close_emergency,
        read_chart,
        read_two_dates,
        read_caseload,
    ],
    ids=lambda action: action.__name__,
)
def test_the_office_does_not_treat(hers: Marias, action: Callable[..., Any]) -> None:
    with pytest.raises(NotYours):
        (BY_STAFF | BY_BOTH_SIDES)[action](hers, hers.people.olga.user)


@pytest.mark.parametrize(
    "action",
    [
        add_member,
        remove_member,
        set_emergency_contacts,
        set_reply_time,
        import_questionnaire,
        set_self_guided,
        set_list_rules,
        switch_ledger,
        change_role,
        give_role,
        suspend_member,
        let_return,
        greet_again,
        set_closed_care,
        set_accent,
        set_logo,
        set_clinic_details,
        look_into_audit,
        take_audit_along,
        hand_over_caseload,
        let_go,
        let_go_with_visits,
        hand_over_with_visits,
        suspend_with_visits,
        give_role_with_visits,
        take_over_visit,
        judge_emergency,
        place_hold,
        lift_hold,
        set_retention,
        show_to_everybody,
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


def closed_of(h: Marias) -> Patient:
    """Maria's record after her care has ended."""
    h.people.maria.ended_at = clock.now()
    h.people.maria.save()
    return h.people.maria


LOOK_UPS: dict[str, Callable[[Marias], Any]] = {
    "patient_in": lambda h: patients.patient_in(h.people.hilltop, h.people.maria.pk),
    "closed_record_in": lambda h: patients.closed_record_in(h.people.hilltop, closed_of(h).pk),
    "closed_record_in_while_in_care": lambda h: patients.closed_record_in(
        h.people.riverside, h.people.maria.pk
    ),
    "invitation_in": lambda h: patients.invitation_in(h.people.hilltop, h.invitation.pk),
    "emergency_in": lambda h: emergency_in(h.people.hilltop, h.opening.pk),
    "own_emergency": lambda h: own_emergency(h.people.tom, h.opening.pk),
    "hold_in": lambda h: hold_in(h.people.hilltop, h.hold.pk),
    "member_in": lambda h: care_teams.member_in(h.people.hilltop, h.people.tom.pk),
    "template_of": lambda h: programmes.template_of(h.people.theo, h.template.pk),
    "own_exercise_of": lambda h: programmes.own_exercise_of(h.people.theo, h.own_exercise.pk),
    "film_for_member": lambda h: film_for_member(h.people.theo, h.own_exercise.pk, a_film(h.own_exercise).pk),
    "film_for_patient": lambda h: film_for_patient(h.people.jonas, a_film(h.own_exercise).pk),
    "version_of": lambda h: programmes.version_of(h.people.jonas, h.version.pk),
    "session_of": lambda h: exercise_sessions.session_of(h.people.jonas, h.session.pk),
    "traces_of": lambda h: exercise_sessions.traces_of(h.people.hilltop, h.session.pk),
    "set_of": lambda h: replays.set_of(sit(h.people.jonas, sign(h.people, h.people.jonas)), h.performed.pk),
    "trace_in": lambda h: replays.trace_in(h.people.hilltop, h.people.maria, h.performed.pk),
    "own_trace": lambda h: replays.own_trace(h.people.jonas, h.performed.pk),
    "comment_in": lambda h: replays.comment_in(h.people.jonas, h.comment.pk),
    "exercise_of": lambda h: exercise_sessions.exercise_of(
        sit(h.people.jonas, sign(h.people, h.people.jonas)), h.session.exercises.all()[0].pk
    ),
    "practice_of": lambda h: education.practice_of(h.people.jonas, h.practice.pk),
    "diary_entry_of": lambda h: diary_entry_of(h.people.jonas, h.diary.pk),
    "count_of": lambda h: education.count_of(h.people.jonas, h.count.pk),
    "screen_of": lambda h: questionnaires.screen_of(h.people.jonas, h.finding.screen_id),
    "own_screen_of": lambda h: questionnaires.own_screen_of(h.people.jonas.user, h.finding.screen_id),
    "finding_of": lambda h: questionnaires.finding_of(h.people.jonas, h.finding.pk),
    "intake_of": lambda h: intakes.intake_of(h.people.jonas, h.first_plan.intake_id),
    "own_visit": lambda h: visits.own_visit(h.people.jonas, h.visit.pk),
    "visit_in": lambda h: visits.visit_in(h.people.hilltop, h.visit.pk),
    "class_of": lambda h: group_classes.class_of(h.people.theo, h.class_place.group_class_id),
    "own_place": lambda h: group_classes.own_place(h.people.jonas, h.class_place.pk),
    "place_in": lambda h: group_classes.place_in(
        GroupClass(clinic=h.people.riverside, therapist=h.people.tom), h.class_place.pk
    ),
    "change_of": lambda h: desks.change_of(h.people.jonas, h.desk_change.pk),
    "record_of": lambda h: desks.record_of(h.people.jonas, h.desk_change.record_id),
    "photo_of": lambda h: desks.photo_of(h.people.jonas, h.desk_photo.pk),
    "step_of": lambda h: lifts.step_of(h.people.jonas, h.task_try.step_id),
    "try_of": lambda h: lifts.try_of(h.people.jonas, h.task_try.pk),
    "assessment_of": lambda h: assessments.assessment_of(h.people.jonas, h.assessment.pk),
    "first_plan_in": lambda h: worklist.first_plan_in(h.people.hilltop, h.first_plan.pk),
    "import_of": lambda h: activity.import_of(h.people.jonas, h.brought.pk),
    "walk_of": lambda h: activity.walk_of(h.people.jonas, h.walk.pk),
    "message_of": lambda h: conversations.message_of(h.people.jonas, h.message.pk),
    "attachment_of": lambda h: conversations.attachment_of(h.people.jonas, h.attachment.pk),
    "clip_of": lambda h: clip_of(h.people.jonas, h.clip.pk),
    "remark_in": lambda h: remark_in(h.people.jonas, h.remark.pk),
    "snippet_of": lambda h: conversations.snippet_of(h.people.theo, h.snippet.pk),
    "voice_note_of": lambda h: conversations.voice_note_of(h.people.jonas, h.voice.pk),
    "signed_in_device_of": lambda h: accounts.signed_in_device_of(h.people.jonas.user, h.signed_in.pk),
    "ready_copy_of": lambda h: personal_data.ready_copy_of(h.people.jonas.user, h.copy.pk),
    "proposal_of": lambda h: worklist.proposal_of(h.people.jonas, h.proposal.pk),
    "set_aside_in": lambda h: set_aside_in(h.people.hilltop, h.aside.pk),
    "proposal_in": lambda h: worklist.proposal_in(h.people.hilltop, h.proposal.pk),
    "work_of": lambda h: ledgers.work_of(h.people.jonas, h.work.pk),
    "report_of": lambda h: reports.report_of(h.people.jonas, h.report.pk),
    "own_report": lambda h: reports.own_report(h.people.maria, h.report.pk),
    "my_draft": lambda h: reports.my_draft(h.people.theo.user, h.people.maria),
    "transfer_of": lambda h: transfers.transfer_of(h.people.jonas, h.transfer.pk),
    "own_transfer": lambda h: transfers.own_transfer(h.people.jonas.user, h.transfer.pk),
    "arrival_at_before_a_yes": lambda h: transfers.arrival_at(h.transfer.to_clinic, h.transfer.pk),
    "handed_document": lambda h: transfers.handed_document(h.people.maria, h.transfer.documents.all()[0].pk),
    "consent_of": lambda h: reports.consent_of(h.people.jonas, h.consent.pk),
    "own_consent": lambda h: reports.own_consent(h.people.jonas.user, h.consent.pk),
    "sending_of": lambda h: reports.sending_of(h.people.jonas, h.sending.pk),
    "letter_template_of": lambda h: reports.template_of(h.people.theo, h.letter.pk),
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
        patients.ran_out_lately(people.hilltop),
        patients.ever_treated_in(people.hilltop, "maria", 9),
        patients.names_in(people.hilltop, [people.maria.pk]),
        patients.patients_named(people.hilltop, "maria", 9),
        patients.closed_records_in(people.hilltop),
        patients.closed_records_in(people.riverside),
        patients.looked_after_by(people.ines).exclude(pk=people.victor.pk),
        patients_open_to(people.ines).exclude(pk=people.victor.pk),
        patients_closed_to(people.ines),
        emergencies_in(people.hilltop),
        emergencies_of(people.jonas),
        on_hold_in(people.hilltop),
        programmes.versions_of(people.jonas),
        programmes.templates_for(people.theo),
        programmes.templates_for(people.ines),
        programmes.own_exercises_for(people.theo),
        programmes.own_exercises_for(people.ines),
        exercise_sessions.sessions_for(people.jonas),
        exercise_sessions.sessions_in(people.hilltop),
        range(replays.unread_comments_of(people.jonas)),
        range(sum(conversations.news_of(people.jonas))),
        assessments.assessments_of(people.jonas),
        assessments.attempts_of(people.jonas),
        assessments.judgements_of(people.jonas),
        range(assessments.left_to_do(people.jonas)),
        group_classes.classes_of(people.theo),
        group_classes.places_of(people.jonas),
        desks.records_of(people.jonas),
        desks.changes_of(people.jonas),
        desks.next_for(people.jonas),
        lifts.tasks_of(people.jonas),
        lifts.lift_tests_of(people.jonas),
        check_ins.check_ins_of(people.jonas),
        check_ins.own_goals_of(people.jonas),
        education.practices_of(people.jonas),
        diary_of(people.jonas),
        education.counts_of(people.jonas),
        education.weeks_of(people.jonas, "held"),
        questionnaires.waiting_findings_of(people.jonas),
        questionnaires.waiting_findings_here(people.jonas),
        questionnaires.waiting_findings_in(people.hilltop),
        questionnaires.elsewhere_of(people.jonas),
        *questionnaires.waiting_about(people.hilltop),
        questionnaires.waiting_about(people.riverside)[1],
        activity.walks_of(people.jonas),
        activity.imports_of(people.jonas),
        reminders.devices_of(people.jonas),
        reminders.failing_in(people.hilltop),
        conversations.messages_page(people.jonas)[0],
        conversations.waiting_messages_of(people.jonas),
        conversations.waiting_messages_in(people.hilltop),
        conversations.waiting_messages_in(people.riverside, people.theo),
        conversations.snippets_of(people.theo),
        personal_data.leaving_in(people.hilltop),
        conversations.clips_agreed_to(people.jonas),
        conversations.voice_notes_of(people.jonas),
        exercise_sessions.trace_consents_of(people.jonas),
        worklist.message_rows_for(people.hilltop),
        worklist.worklist_for(people.hilltop),
        worklist.safety_rows_for(people.hilltop),
        worklist.first_plans_for(people.hilltop),
        people_to_look_at(people.hilltop).rows,
        people_to_look_at(people.hilltop).away,
        people_to_look_at(people.riverside, people.theo).rows,
        own_days_of(people.jonas),
        worklist.open_proposals_for(people.jonas),
        worklist.proposals_for(people.jonas),
        remote_monitoring.ledgers_in(people.hilltop, Month(2026, 11)),
        ledgers.holding_work_of(people.jonas),
        ledgers.enrolled_in(people.hilltop),
        reports.reports_of(people.jonas),
        reports.own_sendings(people.jonas.user),
        reports.own_consents(people.jonas.user),
        reports.consents_about(people.jonas),
        transfers.transfers_of(people.jonas),
        transfers.own_transfers(people.jonas.user),
        transfers.arrivals_at(people.hilltop),
        transfers.arrivals_at(people.riverside),
        transfers.handed_to(people.maria),
        range(sum(transfers.questions_to(people.jonas))),
        reports.waiting_consents_of(people.jonas),
        reports.templates_for(people.theo),
        [one for one in chart_page(people.jonas, WantedOfChart())[0] if one.source != "finding"],
        started_in(people.hilltop, date(2020, 1, 1), date(2100, 1, 1)),
        started_in(people.riverside, date(2020, 1, 1), date(2100, 1, 1), people.theo),
    ]
    assert [list(found) for found in lists] == [[]] * len(lists)
    assert worklist.worklist_for(people.riverside)


def test_what_is_not_yours_is_no_kind_of_refusal() -> None:
    """Else a view that shows refusals beside a field would tell a stranger that the thing is there."""
    assert not issubclass(NotYours, Refused)
