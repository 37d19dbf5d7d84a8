"""The guided sessions of a week as plain JSON for the browser (schema `unbrace.session-plan/1`).

The browser gets everything it needs at once, because it may have no network later: the movement for the engine, the
words, the doses, and an opaque owner, so that a shared device never sends one person's work as another's.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext

from unbrace.clinic.programmes.queries import catalogue, in_order_of_day, own_words
from unbrace.portal.built_id import build_id
from unbrace.portal.dose_words import how_words
from unbrace.portal.own_films import films_in_programme
from unbrace.portal.own_words_html import points_html, steps_html
from unbrace.portal.pictures import in_json, shown
from unbrace.portal.unit_words import in_units

if TYPE_CHECKING:
    from datetime import date

    from unbrace.clinic.accounts.models import User
    from unbrace.clinic.programmes.models import Prescription, ProgrammeVersion
    from unbrace.clinic.programmes.queries import OwnWords
    from unbrace.library.exercise import Exercise
    from unbrace.portal.translated import Reader
    from unbrace.portal.ui.own_film.own_film import OwnFilm

SCHEMA = "unbrace.session-plan/1"


def plan_for(
    user: User,
    owner: str,
    version: ProgrammeVersion,
    asked: Sequence[Prescription],
    why_today: Mapping[tuple[str, str], str],
    reader: Reader,
    day: date,
    done_today: Collection[tuple[str, str]] = (),
) -> dict[str, Any]:
    """The plan. `why_today` maps (exercise, side) to the reason the dose is as it is, in the rules' own words;
    `day` is today for the person, and `done_today` what was done on it already. All that is asked for on any day goes
    out, in the order of a day: the page may be opened again in the evening or on another day without a network, and
    chooses by its own clock (`browser/day.ts`).

    Each item names the version and hash of the content as it is sent now, which may be newer than what was signed: a
    result must say what the person was really shown.
    """
    films = films_in_programme(one.exercise for one in asked)
    return {
        "schema": SCHEMA,
        "programme_version": str(version.pk),
        "programme_number": version.number,
        "first_name": user.first_name,
        "language": reader.language,
        "owner": owner,
        "draft_content": catalogue().draft,
        "coach": {
            "speaks": user.coach_speaks,
            "volume": user.coach_volume,
            "tones": user.coach_tones,
            "vibrates": user.coach_vibrates,
        },
        "items": [
            item | _film(films.get(prescription.exercise))
            for prescription in in_order_of_day(asked)
            if (item := _item(prescription, reader, user.units, why_today)) is not None
        ],
        "day": day.isoformat(),
        "done_today": [str(one.pk) for one in asked if (one.exercise, one.side) in done_today],
        "urls": {
            "results": reverse("patient:results"),
            "today": reverse("patient:today"),
            "static": static("built/"),
            "build_id": build_id(),
        },
    }


def _film(film: OwnFilm | None) -> dict[str, Any]:
    """Nothing at all where there is none."""
    return {"film": asdict(film)} if film else {}


def _item(
    prescription: Prescription, reader: Reader, units: str, why_today: Mapping[tuple[str, str], str]
) -> dict[str, Any] | None:
    """None for what neither the library nor the clinic has any more."""
    exercise, own = catalogue().exercises.get(prescription.exercise), own_words(prescription.exercise)
    words = (
        _of_library(exercise, reader, units)
        if exercise is not None
        else _of_own(own, reader, units)
        if own is not None
        else None
    )
    if words is None:
        return None
    return words | {
        "prescription": str(prescription.pk),
        "exercise": prescription.exercise,
        "dosage": {
            "sets": prescription.sets,
            "reps": prescription.reps,
            "hold_s": prescription.hold_s,
            "side": prescription.side,
            "rest_s": prescription.rest_s,
        },
        "how": in_units(how_words(prescription), units),
        "circuit": prescription.circuit,
        "days": list(prescription.days),
        "part_of_day": prescription.part_of_day,
        "why_today": why_today.get((prescription.exercise, prescription.side), ""),
    }


def _of_library(exercise: Exercise, reader: Reader, units: str) -> dict[str, Any]:
    words = exercise.words(reader.language)
    setting = reader.setting(exercise.id, words.language)
    return {
        "title": words.title,
        "content_version": exercise.version,
        "content_hash": exercise.content_hash,
        "movement": exercise.movement.to_json() if exercise.movement else None,
        "tracking": exercise.tracking.value,
        "view_text": words.view,
        "position": words.position,
        "equipment": [in_units(thing, units) for thing in exercise.equipment],
        "set_up_html": in_units(words.instructions.set_up_html, units),
        "instructions_html": in_units(words.instructions.steps_html, units),
        "stop_html": in_units(words.instructions.stop_html, units),
        "why": in_units(words.why, units),
        "cues": dict(words.cues),
        **in_json(shown(exercise.id, reader.language)),
        "setting": {
            "language": setting.language,
            "direction": setting.direction,
            "mark": setting.mark,
            "mark_language": setting.mark_language,
            "mark_direction": setting.mark_direction,
        },
    }


def _of_own(own: OwnWords, reader: Reader, units: str) -> dict[str, Any]:
    """In the language it was written in, which nobody asked for: as the reader's own, unmarked."""
    return {
        "title": own.title,
        "content_version": own.version,
        "content_hash": own.content_hash,
        "movement": None,
        "tracking": "tap",
        "view_text": "",
        "position": own.position,
        "equipment": [in_units(thing, units) for thing in own.equipment],
        "set_up_html": "",
        "instructions_html": in_units(steps_html(own.steps) + points_html(own.cues), units),
        "stop_html": in_units(points_html(own.stop), units),
        "why": in_units(own.why, units),
        "cues": {},
        **in_json(None),
        "setting": {
            "language": "",
            "direction": "auto",
            "mark": gettext("Written by a therapist of your clinic."),
            "mark_language": reader.language,
            "mark_direction": "auto",
        },
    }
