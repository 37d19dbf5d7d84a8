"""Turns a stored session into the card that both the patient's and the therapist's door show.

Numbers come from the room's own tally, corrections applied; nothing is computed anew here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.utils.translation import get_language, gettext, gettext_noop, ngettext

from unbrace.clinic.exercise_sessions.queries import pain_before_of, tally_of
from unbrace.clinic.programmes.queries import catalogue, own_words
from unbrace.portal.date_words import clock_time, weekday_and_date
from unbrace.portal.fault_words import fault_name
from unbrace.portal.language import ENGLISH
from unbrace.portal.ui.range_chart.range_chart import RangeChart, RangePoint
from unbrace.portal.ui.rep_bar.rep_bar import RepBar
from unbrace.portal.ui.session_card.session_card import ExerciseDone, SessionCard

if TYPE_CHECKING:
    from unbrace.clinic.exercise_sessions.models import ExercisePerformed, ExerciseSession, SetPerformed

HOW = {"camera": gettext_noop("with the camera"), "tap": gettext_noop("by tapping")}


def title_of(exercise: str, language: str = "en") -> str:
    """The exercise's title; its id when a later library no longer has it."""
    known = catalogue().exercises.get(exercise)
    if known is not None:
        return known.words(language).title
    own = own_words(exercise)
    return own.title if own else exercise.replace("-", " ").capitalize()


def own_title(exercise: str) -> str:
    """The title in the language of the page; a therapist's pages are English."""
    return title_of(exercise, get_language() or ENGLISH)


def day_of(session: ExerciseSession) -> str:
    """The day it was done, where the person was: "Monday 23 November"."""
    return weekday_and_date(session.local_date)


def card_of(session: ExerciseSession, next_morning: int | None, *, with_curves: bool = False) -> SessionCard:
    """One session as a card, without any buttons; the door adds those that are its own."""
    exercises = tuple(_done(exercise, with_curves) for exercise in session.exercises.all())
    return SessionCard(
        heading=day_of(session),
        when=_when(session),
        exercises=exercises,
        pain_before=pain_before_of(session),
        next_morning=next_morning,
        withdrawn=session.withdrawn_at is not None,
        corrected=any(row.field != "withdrawn" for row in session.corrections.all()),
        key=str(session.pk),
        safety=f"came in while stopped: {session.get_came_in_under_display()}"
        if session.came_in_under
        else "",
    )


def _when(session: ExerciseSession) -> str:
    started = session.started_at.astimezone(ZoneInfo(session.time_zone))
    lasted = max(1, round((session.ended_at - session.started_at).total_seconds() / 60))
    words = ngettext("{time}, about {minutes} minute", "{time}, about {minutes} minutes", lasted)
    return words.format(time=clock_time(started), minutes=lasted)


def _done(exercise: ExercisePerformed, with_curves: bool) -> ExerciseDone:
    tally = tally_of(exercise)
    title = own_title(exercise.prescription.exercise)
    return ExerciseDone(
        title=title,
        bar=RepBar(
            round(tally.asked),
            round(tally.seen),
            round(tally.claimed),
            "repetitions" if tally.unit == "reps" else "seconds",
        ),
        pain=tally.pain,
        effort=tally.effort,
        skipped=tally.skipped,
        how=gettext(HOW.get(exercise.mode, exercise.mode)),
        chart=curve_of(title, exercise) if with_curves else None,
        noticed=_noticed(exercise),
    )


def curve_of(title: str, exercise: ExercisePerformed) -> RangeChart | None:
    """Range of every repetition the camera saw, set after set; None when it saw none."""
    points = tuple(point for one in exercise.sets.all() for point in _points(one))
    return RangeChart(title, points) if points else None


def _points(one: SetPerformed) -> list[RangePoint]:
    repetitions: list[dict[str, Any]] = (one.seen or {}).get("repetitions", [])
    return [
        RangePoint(
            number=rep["number"],
            range_deg=rep["range_deg"],
            error_deg=rep["error_band_deg"],
            full=rep["kind"] == "full",
            noticed=tuple(fault_name(fault) for fault in rep["faults"]),
            set_number=one.number,
        )
        for rep in repetitions
    ]


def _noticed(exercise: ExercisePerformed) -> tuple[str, ...]:
    """Lines about the whole exercise: times the camera could not see, and partial repetitions."""
    seen = [one.seen for one in exercise.sets.all() if one.seen]
    lost = sum(len(result.get("lost_sight", [])) for result in seen)
    lines = []
    if lost:
        lines.append(
            ngettext("The camera lost sight once.", "The camera lost sight {times} times.", lost).format(
                times=lost
            )
        )
    return tuple(lines)
