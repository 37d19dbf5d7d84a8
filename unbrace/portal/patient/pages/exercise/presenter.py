"""Today's guided session as plain JSON for the browser (schema `unbrace.session-plan/1`).

The browser gets everything it needs at once, because it may have no network later: the movement for the engine, the
words, the doses, and an opaque owner, so that a shared device never sends one person's work as another's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.templatetags.static import static
from django.urls import reverse

from unbrace.clinic.programmes.queries import catalogue
from unbrace.portal.built_id import build_id
from unbrace.portal.pictures import end_picture, shown, start_picture

if TYPE_CHECKING:
    from unbrace.clinic.accounts.models import User
    from unbrace.clinic.programmes.models import Prescription, ProgrammeVersion
    from unbrace.library.exercise import Exercise

SCHEMA = "unbrace.session-plan/1"


def plan_for(
    user: User,
    owner: str,
    version: ProgrammeVersion,
    due: Sequence[Prescription],
    why_today: Mapping[tuple[str, str], str],
) -> dict[str, Any]:
    """The plan. `why_today` maps (exercise, side) to the reason the dose is as it is, in the rules' own words.

    Each item names the version and hash of the content as it is sent now, which may be newer than what was signed: a
    result must say what the person was really shown.
    """
    return {
        "schema": SCHEMA,
        "programme_version": str(version.pk),
        "programme_number": version.number,
        "first_name": user.first_name,
        "language": user.language,
        "owner": owner,
        "draft_content": catalogue().draft,
        "items": [
            _item(prescription, catalogue()[prescription.exercise], user.language, why_today)
            for prescription in due
            if prescription.exercise in catalogue()
        ],
        "urls": {
            "results": reverse("patient:results"),
            "today": reverse("patient:today"),
            "static": static("built/"),
            "build_id": build_id(),
        },
    }


def _item(
    prescription: Prescription, exercise: Exercise, language: str, why_today: Mapping[tuple[str, str], str]
) -> dict[str, Any]:
    words = exercise.instructions(language)
    return {
        "prescription": str(prescription.pk),
        "exercise": exercise.id,
        "title": exercise.title,
        "content_version": exercise.version,
        "content_hash": exercise.content_hash,
        "dosage": {
            "sets": prescription.sets,
            "reps": prescription.reps,
            "hold_s": prescription.hold_s,
            "side": prescription.side,
            "rest_s": prescription.rest_s,
        },
        "movement": exercise.movement.to_json() if exercise.movement else None,
        "tracking": exercise.tracking.value,
        "view_text": exercise.view.text,
        "position": exercise.position,
        "equipment": list(exercise.equipment),
        "set_up_html": words.set_up_html,
        "instructions_html": words.steps_html,
        "stop_html": words.stop_html,
        "why": exercise.why,
        "why_today": why_today.get((prescription.exercise, prescription.side), ""),
        "cues": dict(exercise.cues),
        "pictures": {"start": start_picture(exercise.id), "end": end_picture(exercise.id)},
        "shown": _shown(exercise.id),
    }


def _shown(exercise: str) -> dict[str, str]:
    """The two pictures in words, and where the moving figure is to be had; empty addresses where it was not built."""
    known = shown(exercise)
    names = ("start_alt", "end_alt", "film", "figure", "viewer")
    return {name: getattr(known, name) if known else "" for name in names}
