"""Which set is shown, beside which, why there is no figure where there is none, and who wrote what."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from unbrace.clinic.exercise_sessions.queries import trace_consent_of
from unbrace.clinic.exercise_sessions.replays import comments_of, earlier_sets, joints, sets_of
from unbrace.portal.logbook import day_of
from unbrace.portal.replayed import note_of, repetitions_of, replay_of, set_words
from unbrace.portal.ui.moment_note.moment_note import MomentNote
from unbrace.portal.ui.replay.replay import Repetition, Replay, Side

if TYPE_CHECKING:
    from unbrace.clinic.accounts.models import User
    from unbrace.clinic.exercise_sessions.models import ExerciseSession, MomentComment, SetPerformed

NOT_FOLLOWED = "This set was counted by tapping, so there is no movement to show."
NOT_ALLOWED = (
    "{name} does not keep their movement as a stick figure, or no longer does: then nothing of it is left. That is"
    " theirs to decide. What was counted stands below."
)
NOT_KEPT = (
    "The movement of this set was not kept. It was done before {name} allowed it, was interrupted, or took longer than"
    " about ten minutes. What was counted stands below."
)


@dataclass(frozen=True)
class SetLink:
    """One set of the session to choose."""

    words: str
    url: str
    current: bool
    kept: bool


@dataclass(frozen=True)
class ReplayPage:
    """What `page.html` lays out. `replay` is None where there is no figure, and `why` then says why."""

    day: str
    title: str = ""
    sets: tuple[SetLink, ...] = ()
    replay: Replay | None = None
    why: str = ""
    repetitions: tuple[Repetition, ...] = ()
    earlier: tuple[tuple[str, str, bool], ...] = ()
    shown: str = ""
    comment_url: str = ""
    joints: Sequence[tuple[str, str]] = ()
    notes: tuple[MomentNote, ...] = ()
    at: str = "0.0"
    longest: str = "0"


def present(session: ExerciseSession, reader: User, asked: Mapping[str, str], now: datetime) -> ReplayPage:
    """`asked` is the query of the address; what is not understood there is as if it had not been asked."""
    sets, comments = sets_of(session), comments_of(session)
    shown = _chosen(sets, asked.get("set", ""))
    if shown is None:
        return ReplayPage(
            day_of(session), why="Nothing was done in this session, so there is nothing to show."
        )
    patient = session.patient
    own = [comment for comment in comments if comment.performed_id == shown.pk]
    earlier = earlier_sets(shown) if _kept(shown) else []
    beside = next((one for one in earlier if str(one.pk) == asked.get("beside")), None)
    at_ms = _at(asked.get("at", ""))
    there = next((comment for comment in own if comment.at_ms == at_ms), None)
    figure = None
    if _kept(shown):
        figure = replay_of(
            shown,
            _side(shown, f"{day_of(session)}, set {shown.number}"),
            beside=_side(beside, _caption(beside)) if beside else None,
            moments=[comment.at_ms for comment in own],
            from_ms=at_ms,
            joint=there.joint if there else "",
        )
    return ReplayPage(
        day=day_of(session),
        title=set_words(shown),
        sets=tuple(SetLink(set_words(one), _address(one), one.pk == shown.pk, _kept(one)) for one in sets),
        replay=figure,
        why="" if figure else _why(shown),
        repetitions=repetitions_of(shown),
        earlier=tuple((str(one.pk), _caption(one), one is beside) for one in earlier),
        shown=str(shown.pk),
        comment_url=reverse("therapist:comment_moment", args=[patient.pk, session.pk, shown.pk])
        if shown.seen is not None
        else "",
        joints=joints(),
        notes=tuple(_note(comment, reader, now, shown if figure else None) for comment in comments),
        at=f"{(at_ms or 0) / 1000:.1f}",
        longest=f"{(shown.seen or {}).get('duration_ms', 0) / 1000:.1f}",
    )


def _chosen(sets: list[SetPerformed], asked: str) -> SetPerformed | None:
    """The one that was asked for, else the first with a figure, else the first the camera saw."""
    for fits in (lambda one: str(one.pk) == asked, _kept, lambda one: one.seen is not None, bool):
        found = next((one for one in sets if fits(one)), None)
        if found is not None:
            return found
    return None


def _kept(one: Any) -> bool:
    return bool(one.has_trace)


def _why(one: SetPerformed) -> str:
    patient = one.exercise.session.patient
    if one.seen is None:
        return NOT_FOLLOWED
    words = NOT_KEPT if trace_consent_of(patient) else NOT_ALLOWED
    return words.format(name=patient.name)


def _side(one: SetPerformed, caption: str) -> Side:
    patient_id = one.exercise.session.patient_id
    return Side(
        caption,
        reverse("therapist:replay_trace", args=[patient_id, one.pk]),
        reverse("therapist:replay_curve", args=[patient_id, one.pk]),
        repetitions_of(one),
    )


def _caption(one: SetPerformed) -> str:
    return f"{day_of(one.exercise.session)}, set {one.number}"


def _address(one: SetPerformed) -> str:
    session = one.exercise.session
    return f"{reverse('therapist:replay', args=[session.patient_id, session.pk])}?set={one.pk}"


def _note(comment: MomentComment, reader: User, now: datetime, shown: SetPerformed | None) -> MomentNote:
    mine = comment.by_id == reader.pk
    note = note_of(
        comment,
        now,
        by="You" if mine else comment.by.name or comment.by.email,
        shown=shown,
        elsewhere=lambda one: f"{_address(one)}&at={comment.at_ms / 1000}",
    )
    note = replace(note, read="read" if comment.read_at else "not read yet")
    if not mine:
        return note
    patient_id = comment.performed.exercise.session.patient_id
    return replace(
        note,
        change_url=reverse("therapist:change_moment_comment", args=[patient_id, comment.pk]),
        drop_url=reverse("therapist:drop_moment_comment", args=[patient_id, comment.pk]),
    )


def _at(seconds: str) -> int | None:
    try:
        value = float(seconds)
    except ValueError:
        return None
    return round(value * 1000) if math.isfinite(value) and 0 <= value < 1e5 else None
