"""The way in as made-up people answered it, as their forms sent it; and the same through the room's own actions."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from unbrace.clinic.intakes.actions import answer_intake, send_intake
from unbrace.clinic.intakes.models import Intake
from unbrace.clinic.intakes.queries import asked_of, open_intake_of, way_in
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.worklist.actions import propose_first_plan
from unbrace.rehab.way_in.reading import read

Forms = Mapping[str, Mapping[str, Any]]

LOW_BACK: Forms = {
    "places": {"areas": ["low_back", "buttock"]},
    "story": {"since": "over_3_months", "words": "It came slowly, after a winter at the desk."},
    "signs": {"signs": ["came_back", "long_sitting", "avoids"]},
    "goals": {"goal_1": "Sit through a film", "goal_1_kind": "sitting", "goal_1_now": "4"},
    "pain": {"nprs_now": "2", "nprs_worst": "6", "nprs_average": "3"},
    "week": {"everyday_plans": "2", "everyday_positions": "4", "everyday_hands": "0"},
    "trust": {"trust_harm": "6", "trust_holds_back": "5"},
    "mood": {"mood_spirits": "3", "mood_worries": "4"},
    "sleep": {"sleep_hours": "6", "sleep_quality": "4"},
    "today": {"stress_stress": "5", "confidence_confidence": "6"},
    "belly": {"belly": "sometimes"},
    "health": {"none_of": "health"},
    "home": {"home": ["chair", "mat", "band"]},
    "days": {"days": ["0", "2", "4"], "time": "evening"},
}
NECK: Forms = {
    **LOW_BACK,
    "places": {"areas": ["neck", "shoulder"]},
    "signs": {"signs": ["desk_ache", "arms_forward"]},
    "goals": {"goal_1": "Look over my shoulder in the car", "goal_1_kind": "turning", "goal_1_now": "5"},
}


def answers_for(region: str) -> dict[str, dict[str, Any]]:
    """A whole way in, question by question, in the order it is asked."""
    return {question: dict(said) for question, said in (NECK if region == "neck" else LOW_BACK).items()}


def tells(patient: Patient, region: str = "low_back", *, stops_before: str = "") -> None:
    """Answers one question after the other; `stops_before` leaves the rest for another day."""
    for question, form in answers_for(region).items():
        if question == stops_before:
            return
        asked = asked_of(patient, open_intake_of(patient))
        asking = next(one for one in asked.questions if one.id == question)
        raw = {name: value if isinstance(value, list) else [value] for name, value in form.items()}
        answer_intake(
            by=patient.user,
            patient=patient,
            question=question,
            said=read(asking, raw, asked.regions),
            post=uuid.uuid4(),
            questions_version=way_in(patient.clinic).version,
        )


def tells_and_sends(patient: Patient, region: str = "low_back") -> Intake:
    """The whole of it, sent, with the draft on the work-list."""
    tells(patient, region)
    intake = send_intake(by=patient.user, patient=patient)
    propose_first_plan(patient)
    return intake
