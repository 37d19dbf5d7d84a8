"""One person's chart: everything that happened on one time line, newest first, whichever room remembers it.

Each room's rows are one `SELECT` with the same columns; the database puts them together, sorts them and cuts the page
(`UNION ALL`). So a page costs one question, for a person of the first week as for one of ten years. Keyset paging by
moment, source and id: the hundredth page costs what the first does, and what arrives meanwhile moves nothing.

A new kind of row is one function below and one line in `SOURCES`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final, TypeAlias

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Concat, Substr

from unbrace.clinic import clock
from unbrace.clinic.assessments.models import BY_A_THERAPIST, Attempt
from unbrace.clinic.check_ins.queries import diary_of
from unbrace.clinic.desks.models import DeskChange, DeskLook, DeskPhoto, DeskRecord
from unbrace.clinic.exercise_sessions.models import Correction, ExercisePerformed, MomentComment
from unbrace.clinic.lifts.models import DayAfter, LadderStep, OwnTask, TaskRating, TaskTry
from unbrace.clinic.notes.queries import notes_of
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.models import ProgrammeVersion
from unbrace.clinic.questionnaires.models import Clearance, Finding
from unbrace.clinic.visits import visits_of

A_PAGE: Final = 50
#: So many letters of what somebody wrote; the whole stands one press away.
LETTERS: Final = 240
#: Named so that no field of any room is called the same.
COLUMNS: Final = tuple(
    f"chart_{name}" for name in ("at", "source", "key", "first", "second", "third", "words", "more")
)

Rows: TypeAlias = QuerySet[Any, Any]


@dataclass(frozen=True)
class Entry:
    """One thing that happened. What the three numbers and two texts mean, its source says; None was not asked."""

    at: datetime
    source: str
    key: str
    first: int | None
    second: int | None
    third: int | None
    words: str
    more: str

    @property
    def kind(self) -> str:
        return SOURCES[self.source].kind


@dataclass(frozen=True)
class Source:
    """Where rows come from, and under which kind they are looked for."""

    kind: str
    rows: Callable[[Patient], Rows]


@dataclass(frozen=True)
class Wanted:
    """`kinds` empty: all. Days are the person's own and both belong to it. `before` is the mark of an earlier page."""

    kinds: frozenset[str] = frozenset()
    begins: date | None = None
    ends: date | None = None
    before: str = ""


def chart_page(patient: Patient, wanted: Wanted, size: int = A_PAGE) -> tuple[list[Entry], str]:
    """At most `size` entries, newest first, and the mark of the page before; "" at the end."""
    place, span = _read_place(wanted.before), _span(patient, wanted)
    parts = [
        _within(source.rows(patient), name, span, place)
        for name, source in SOURCES.items()
        if not wanted.kinds or source.kind in wanted.kinds
    ]
    if not parts:
        return [], ""
    whole = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    found = [
        Entry(*row)
        for row in whole.order_by("-chart_at", "-chart_source", "-chart_key").values_list(*COLUMNS)[
            : size + 1
        ]
    ]
    if len(found) <= size:
        return found, ""
    last = found[size - 1]
    return found[:size], f"{last.at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}_{last.source}_{last.key}"


def entries_of(patient: Patient, names: Collection[str]) -> list[Entry]:
    """All of some sources, oldest first, with one question to the database: for few rows, such as those of a desk."""
    parts = [_within(SOURCES[name].rows(patient), name, Q(), None) for name in names]
    whole = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    in_order = whole.order_by("chart_at", "chart_source", "chart_key")
    return [Entry(*row) for row in in_order.values_list(*COLUMNS)]


def _within(rows: Rows, name: str, span: Q, place: tuple[datetime, str, str] | None) -> Rows:
    """The rows of one source, inside the days and after the last one shown."""
    rows = rows.annotate(chart_source=_text(Value(name))).filter(span)
    if place is not None:
        moment, source, key = place
        rows = rows.filter(Q(chart_at__lt=moment) | _same(name, moment, source, key))
    return rows.order_by().values_list(*COLUMNS)


def _same(name: str, moment: datetime, source: str, key: str) -> Q:
    """What happened in the very moment of the last one shown, and stands after it."""
    if name == source:
        return Q(chart_at=moment, chart_key__lt=key)
    return Q(chart_at=moment) if name < source else Q(pk__in=[])


def _span(patient: Patient, wanted: Wanted) -> Q:
    zone, span = patient.user.zone, Q()
    if wanted.begins is not None:
        span &= Q(chart_at__gte=datetime.combine(wanted.begins, time.min, zone))
    if wanted.ends is not None and wanted.ends < date.max:
        span &= Q(chart_at__lt=datetime.combine(wanted.ends + timedelta(days=1), time.min, zone))
    return span


def _read_place(text: str) -> tuple[datetime, str, str] | None:
    """None for whatever is no such mark: the first page."""
    moment, _, rest = text.partition("_")
    source, _, key = rest.partition("_")
    try:
        at = datetime.fromisoformat(moment)
        return (at.astimezone(UTC), source, key) if at.tzinfo and source in SOURCES and key else None
    except (ValueError, OverflowError):
        return None


def _text(value: Combinable | str) -> Cast:
    return Cast(value, TextField())


def _number(value: Combinable | str | None) -> Cast:
    return Cast(Value(None) if value is None else value, IntegerField())


def _row(
    rows: Rows,
    at: str,
    first: Combinable | str | None = None,
    second: Combinable | str | None = None,
    third: Combinable | str | None = None,
    words: Combinable | str = "",
    more: Combinable | str = "",
) -> Rows:
    """The same columns for every source."""
    wide: Rows = rows.annotate(
        chart_at=F(at),
        chart_key=_text("pk"),
        chart_first=_number(first),
        chart_second=_number(second),
        chart_third=_number(third),
        chart_words=_text(words or Value("")),
        chart_more=_text(more or Value("")),
    )
    return wide


def _how_many(rows: Rows, belongs: str) -> Coalesce:
    counted = rows.order_by().filter(**{belongs: OuterRef("pk")}).values(belongs).annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n")), 0)


def _yes(condition: Q | Exists) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0))


def _sessions(patient: Patient) -> Rows:
    """Pain before (as corrected), exercises done, exercises left out; the comments written to it."""
    said = Correction.objects.filter(session=OuterRef("pk"), field=Correction.Field.PAIN_BEFORE)
    newest = said.order_by("-at").values("becomes")[:1]
    corrected = When(Exists(said), then=Subquery(newest))
    before = Case(corrected, default=F("pain_before"), output_field=IntegerField())
    performed = ExercisePerformed.objects.all()
    return _row(
        patient.exercise_sessions.filter(withdrawn_at=None),
        "started_at",
        before,
        _how_many(performed.filter(skipped=False), "session"),
        _how_many(performed.filter(skipped=True), "session"),
        more="came_in_under",
    )


def _mornings(patient: Patient) -> Rows:
    newer = patient.next_mornings.model.objects.filter(session=OuterRef("session"), at__gt=OuterRef("at"))
    return _row(patient.next_mornings.filter(~Exists(newer)), "at", "pain")


def _check_ins(patient: Patient) -> Rows:
    """Average and worst pain, poor nights. Said again on the same day, the newest counts."""
    kind = patient.weekly_check_ins.model
    newer = kind.objects.filter(patient=patient, day=OuterRef("day"), pk__gt=OuterRef("pk"))
    return _row(
        patient.weekly_check_ins.filter(~Exists(newer)), "at", "average_pain", "worst_pain", "poor_nights"
    )


def _diary(patient: Patient) -> Rows:
    return _row(
        diary_of(patient),
        "written_at",
        "stress",
        "sleep_hours",
        words="pains",
        more=Substr("note", 1, LETTERS),
    )


def _voice_notes(patient: Patient) -> Rows:
    return _row(patient.voice_notes.exclude(state="gone"), "written_at")


def _questionnaires(patient: Patient) -> Rows:
    return _row(patient.intakes.exclude(sent_at=None), "sent_at", words="scores")


def _goals(patient: Patient) -> Rows:
    return _row(patient.goal_words.all(), "at", "rating", "slot", words="words", more="kind")


def _notes(patient: Patient) -> Rows:
    """Signed ones that hold; a draft is nobody's but its author's."""
    short = Case(When(assessment="", then="subjective"), default="assessment", output_field=TextField())
    plain = notes_of(patient).select_related(None).prefetch_related(None)
    return _row(
        plain,
        "signed_at",
        _yes(Q(amends__isnull=False)),
        words=Substr(short, 1, LETTERS),
        more="author__name",
    )


def _versions(patient: Patient) -> Rows:
    signed = ProgrammeVersion.objects.filter(programme__patient=patient)
    return _row(signed, "signed_at", "number", words=Substr("note", 1, LETTERS), more="signed_by__name")


def _staying_well(patient: Patient) -> Rows:
    return _row(patient.maintenances.all(), "signed_at", more="signed_by__name")


def _messages(patient: Patient) -> Rows:
    """Whether it is the person's, whether taken back, whether a picture or clip came along."""
    return _row(
        patient.messages.all(),
        "written_at",
        _yes(Q(from_patient=True)),
        _yes(Q(withdrawn_at__isnull=False)),
        _yes(Q(attachment__isnull=False)),
        words=Substr("text", 1, LETTERS),
        more="by__name",
    )


def _moments(patient: Patient) -> Rows:
    """Words to a moment of a set; `more` is the session they belong to."""
    written = MomentComment.objects.filter(performed__exercise__session__patient=patient)
    shown = written.filter(performed__exercise__session__withdrawn_at=None)
    return _row(
        shown, "at", "at_ms", words=Substr("text", 1, LETTERS), more=_text("performed__exercise__session_id")
    )


def _flares(patient: Patient) -> Rows:
    return _row(patient.flare_ups.annotate(worst=Max("ratings__pain")), "began_at", "worst")


def _flare_ends(patient: Patient) -> Rows:
    ended = patient.flare_ups.exclude(ended_at=None)
    return _row(ended, "ended_at", words=Substr("what_helped", 1, LETTERS))


def _findings(patient: Patient) -> Rows:
    """Urgency, whether it waits, whether cleared. The newest of each time of asking: a later one is never lower."""
    newer = Finding.objects.filter(screen=OuterRef("screen"), at__gt=OuterRef("at"))
    found = Finding.objects.filter(~Exists(newer), screen__patient=patient)
    cleared = _yes(Q(clearance__isnull=False))
    return _row(found, "at", "urgency", _yes(Q(waits=True)), cleared, more="screen__asked_in")


def _clearances(patient: Patient) -> Rows:
    made = Clearance.objects.filter(finding__screen__patient=patient)
    return _row(made, "at", "finding__urgency", words=Substr("reason", 1, LETTERS), more="by__name")


def _walks(patient: Patient) -> Rows:
    return _row(patient.walks.filter(withdrawn_at=None), "at", "minutes", "pain")


def _imports(patient: Patient) -> Rows:
    """Kept files only: how many days they told of."""
    days = Count("days__day", distinct=True)
    return _row(patient.imports.filter(state="kept").annotate(told=days), "kept_at", "told", words="source")


def _visits(patient: Patient) -> Rows:
    """Whether cancelled, by the person, late; how it ended, and with whom. What is to come has not happened."""
    cancelled = Q(state="cancelled")
    moment = Case(When(cancelled, then=F("cancelled_at")), default=F("begins"))
    rows = visits_of(patient).select_related(None).filter(cancelled | Q(begins__lte=clock.now()))
    return _row(
        rows.annotate(visit_moment=moment),
        "visit_moment",
        _yes(cancelled),
        _yes(Q(cancelled_by=patient.user_id)),
        _yes(Q(cancelled_late=True)),
        words=_joined("kind", "place", "outcome"),
        more="therapist__user__name",
    )


def _tests(patient: Patient) -> Rows:
    """One attempt at one test of function: whether a therapist marked it, its numbers, and test, outcome, why not,
    how it was taken and in which assessment."""
    return _row(
        Attempt.objects.filter(assessment__patient=patient),
        "done_at",
        _yes(Q(how__in=BY_A_THERAPIST)),
        words="numbers",
        more=_joined("test", "outcome", "why", "how", "assessment_id"),
    )


def _desk_records(patient: Patient) -> Rows:
    """How much the desk bothered, and whether there is a picture of it."""
    kept = Exists(DeskPhoto.objects.filter(record=OuterRef("pk"), state="ready").order_by())
    return _row(DeskRecord.objects.filter(patient=patient), "at", "bothers", _yes(kept))


def _desk_changes(patient: Patient) -> Rows:
    """How much it bothered before, the change and how it stands now; a therapist's own proposal with their name."""
    return _row(
        DeskChange.objects.filter(patient=patient),
        "proposed_at",
        "before",
        words=Substr("note", 1, LETTERS),
        more=_joined("change", "state", Coalesce("proposed_by__name", Value(""))),
    )


def _desk_ends(patient: Patient) -> Rows:
    """Kept, taken back, or not for them; what was put in the place of a proposal closed it as well."""
    closed = DeskChange.objects.filter(patient=patient).exclude(closed_at=None)
    return _row(closed, "closed_at", more=_joined("change", "state"))


def _desk_looks(patient: Patient) -> Rows:
    """How much it bothers, and how many days after the change."""
    looks = DeskLook.objects.filter(change__patient=patient)
    return _row(looks, "at", "bothers", "after_days", more="change__change")


def _tasks(patient: Patient) -> Rows:
    """Times at once; load (kg) and height (cm), and the lift's own id, which tells one lift from another."""
    told = OwnTask.objects.filter(patient=patient)
    return _row(told, "told_at", "times", words="what", more=_joined("load_kg", "from_cm", "pk"))


def _task_ends(patient: Patient) -> Rows:
    ended = OwnTask.objects.filter(patient=patient).exclude(ended_at=None)
    return _row(ended, "ended_at", words="what", more="pk")


def _task_ratings(patient: Patient) -> Rows:
    """How much the lift hurts and worries; of which lift."""
    return _row(TaskRating.objects.filter(task__patient=patient), "at", "hurts", "worries", more="task_id")


def _steps(patient: Patient) -> Rows:
    """Number and times; load, height, lift and who signed; why, where it needed a yes by name."""
    return _row(
        LadderStep.objects.filter(task__patient=patient),
        "signed_at",
        "number",
        "times",
        words=Substr("because", 1, LETTERS),
        more=_joined("load_kg", "from_cm", "task_id", "signed_by__name"),
    )


def _tries(patient: Patient) -> Rows:
    """How often, pain before and at worst; whether something spread, what should have stopped it, which step."""
    return _row(
        TaskTry.objects.filter(step__task__patient=patient),
        "at",
        "done",
        "pain_before",
        "worst_pain",
        more=_joined(_yes(Q(spread=True)), "came_in_under", "step__number"),
    )


def _days_after(patient: Patient) -> Rows:
    return _row(DayAfter.objects.filter(tried__step__task__patient=patient), "at", "pain")


def _joined(*parts: Combinable | str) -> Combinable:
    """Several values in one text, with a colon between; a name comes last, it may hold one.

    The colon is a text like the rest: PostgreSQL joins nothing of two types.
    """
    texts: list[Combinable] = []
    for part in parts:
        texts += [Value(":", TextField()), _text(part)]
    return Concat(*texts[1:])


#: The order has no meaning: the moment decides, then the name, which sorts the same in every database.
SOURCES: Final[dict[str, Source]] = {
    "session": Source("sessions", _sessions),
    "morning": Source("sessions", _mornings),
    "checkin": Source("checkins", _check_ins),
    "diary": Source("diary", _diary),
    "voicenote": Source("diary", _voice_notes),
    "questionnaire": Source("questionnaires", _questionnaires),
    "goal": Source("questionnaires", _goals),
    "note": Source("notes", _notes),
    "version": Source("programme", _versions),
    "stayingwell": Source("programme", _staying_well),
    "message": Source("messages", _messages),
    "moment": Source("messages", _moments),
    "flare": Source("flares", _flares),
    "flareend": Source("flares", _flare_ends),
    "finding": Source("safety", _findings),
    "clearance": Source("safety", _clearances),
    "walk": Source("activity", _walks),
    "import": Source("activity", _imports),
    "visit": Source("visits", _visits),
    "test": Source("tests", _tests),
    "desk": Source("desk", _desk_records),
    "deskchange": Source("desk", _desk_changes),
    "deskend": Source("desk", _desk_ends),
    "desklook": Source("desk", _desk_looks),
    "task": Source("lift", _tasks),
    "taskend": Source("lift", _task_ends),
    "taskrating": Source("lift", _task_ratings),
    "step": Source("lift", _steps),
    "try": Source("lift", _tries),
    "dayafter": Source("lift", _days_after),
}
KINDS: Final = tuple(dict.fromkeys(source.kind for source in SOURCES.values()))


def known_kinds(names: Collection[str]) -> frozenset[str]:
    return frozenset(names) & frozenset(KINDS)


def days_of(entries: Iterable[Entry], patient: Patient) -> Iterator[tuple[date, list[Entry]]]:
    """The entries by the person's own day, newest first."""
    zone = patient.user.zone
    day, found = None, list[Entry]()
    for entry in entries:
        its = entry.at.astimezone(zone).date()
        if day is not None and its != day:
            yield day, found
            found = []
        day, found = its, [*found, entry]
    if day is not None:
        yield day, found
