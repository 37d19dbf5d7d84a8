"""What somebody sees of their own session: the figure at the moment that was written about, and the words."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from unbrace.clinic.exercise_sessions.replays import comments_of, sets_of
from unbrace.portal.logbook import day_of
from unbrace.portal.replayed import note_of, repetitions_of, replay_of, set_words
from unbrace.portal.ui.moment_note.moment_note import MomentNote
from unbrace.portal.ui.replay.replay import Replay, Side

if TYPE_CHECKING:
    from unbrace.clinic.exercise_sessions.models import ExerciseSession, MomentComment, SetPerformed

GONE = gettext_noop("The stick figure of this set is no longer kept, or never was. The words stay.")
NOTHING = gettext_noop("No stick figure of this session is kept. You decide that under You.")


@dataclass(frozen=True)
class OwnReplay:
    """What `page.html` lays out. `sets` is (words, address, shown)."""

    day: str
    title: str = ""
    sets: tuple[tuple[str, str, bool], ...] = ()
    replay: Replay | None = None
    why: str = ""
    notes: tuple[MomentNote, ...] = ()


def present(session: ExerciseSession, asked: Mapping[str, str], now: datetime) -> OwnReplay:
    """`asked` is the query of the address; what is not understood there is as if it had not been asked."""
    sets, comments = sets_of(session), comments_of(session)
    first = next(
        (comment for comment in comments if comment.read_at is None), comments[0] if comments else None
    )
    shown = _chosen(sets, asked.get("set", ""), first)
    if shown is None:
        return OwnReplay(day_of(session), why=gettext(NOTHING))
    own = [comment for comment in comments if comment.performed_id == shown.pk]
    at_ms = _at(asked.get("at", ""))
    if at_ms is None and first is not None and first.performed_id == shown.pk:
        at_ms = first.at_ms
    figure = _figure(shown, own, at_ms) if _kept(shown) else None
    return OwnReplay(
        day=day_of(session),
        title=set_words(shown),
        sets=tuple((set_words(one), _address(one), one.pk == shown.pk) for one in sets if _kept(one)),
        replay=figure,
        why="" if figure else gettext(GONE if comments else NOTHING),
        notes=tuple(_note(comment, now, shown if figure else None) for comment in comments),
    )


def _chosen(sets: list[SetPerformed], asked: str, first: MomentComment | None) -> SetPerformed | None:
    """The one that was asked for, else the one with news, else the first with a figure."""
    written = first.performed_id if first else None
    for fits in (lambda one: str(one.pk) == asked, lambda one: one.pk == written, _kept):
        found = next((one for one in sets if fits(one)), None)
        if found is not None:
            return found
    return None


def _kept(one: Any) -> bool:
    return bool(one.has_trace)


def _figure(one: SetPerformed, own: list[MomentComment], at_ms: int | None) -> Replay:
    side = Side(
        gettext("{day}, set {number}").format(day=day_of(one.exercise.session), number=one.number),
        reverse("patient:replay_trace", args=[one.pk]),
        repetitions=repetitions_of(one),
    )
    there = next((comment for comment in own if comment.at_ms == at_ms), None)
    moments = [comment.at_ms for comment in own]
    return replay_of(one, side, moments=moments, from_ms=at_ms, joint=there.joint if there else "")


def _note(comment: MomentComment, now: datetime, shown: SetPerformed | None) -> MomentNote:
    kept = shown is not None
    note = note_of(
        comment,
        now,
        by=comment.by.name or comment.by.email,
        shown=shown,
        elsewhere=lambda one: f"{_address(one)}&at={comment.at_ms / 1000}" if kept else "",
    )
    return replace(note, new=comment.read_at is None)


def _address(one: SetPerformed) -> str:
    return f"{reverse('patient:replay', args=[one.exercise.session_id])}?set={one.pk}"


def _at(seconds: str) -> int | None:
    try:
        value = float(seconds)
    except ValueError:
        return None
    return round(value * 1000) if math.isfinite(value) and 0 <= value < 1e5 else None
