"""The assessment as a list to read, and as plain JSON for the browser (schema `unbrace.assessment-plan/1`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from unbrace.clinic.assessments.bounds import sides_of
from unbrace.clinic.assessments.queries import HeldBack, main_numbers
from unbrace.clinic.check_ins.gate import HIGH
from unbrace.portal.built_id import build_id
from unbrace.portal.pictures import in_json, shown_test
from unbrace.portal.result_words import said_of, unit_words, units
from unbrace.portal.unit_words import in_units
from unbrace.rehab.testing import PAIN_ABOVE, PAIN_RISES_BY

if TYPE_CHECKING:
    from unbrace.clinic.accounts.models import User
    from unbrace.clinic.assessments.models import Assessment
    from unbrace.clinic.assessments.queries import Offered
    from unbrace.portal.translated import Reader
    from unbrace.portal.ui.demonstration.demonstration import Demonstration

SCHEMA = "unbrace.assessment-plan/1"
HELD = {
    HeldBack.CAUTION: gettext_noop("Your therapist looks at this one first, because of what you told us."),
    HeldBack.VISIT: gettext_noop("This one is done together with your therapist."),
    HeldBack.HELPER: gettext_noop("This one needs somebody beside you."),
}


@dataclass(frozen=True)
class Line:
    """One test of the list. `said`: each attempt in words, newest first; empty while it is open."""

    test: str
    title: str
    purpose: str
    said: tuple[str, ...]
    held_back: str
    with_helper: bool
    by_hand_url: str
    shown: Demonstration | None


def lines_of(assessment: Assessment, tests: list[Offered]) -> list[Line]:
    return [
        Line(
            test=one.test.id,
            title=one.test.title,
            purpose=one.test.purpose,
            said=tuple(said_of(attempt, main_numbers(attempt)) for attempt in reversed(one.attempts)),
            held_back=gettext(HELD[one.held_back]) if one.held_back else "",
            with_helper=one.test.company.value == "helper",
            by_hand_url=reverse("patient:test_by_hand", args=[assessment.pk, one.test.id]),
            shown=shown_test(one.test),
        )
        for one in tests
    ]


def plan_of(
    user: User, owner: str, assessment: Assessment, tests: list[Offered], reader: Reader, *, over_today: bool
) -> dict[str, Any]:
    """Everything the browser needs at once, because it may have no network later."""
    setting = reader.setting("tests_of_function", "en")
    return {
        "schema": SCHEMA,
        "assessment": str(assessment.pk),
        "owner": owner,
        "language": reader.language,
        "coach": {
            "speaks": user.coach_speaks,
            "volume": user.coach_volume,
            "tones": user.coach_tones,
            "vibrates": user.coach_vibrates,
        },
        "setting": {
            "language": setting.language,
            "direction": setting.direction,
            "mark": setting.mark,
            "mark_language": setting.mark_language,
            "mark_direction": setting.mark_direction,
        },
        "tests": [_test(one, user.units) for one in tests],
        "stop": {"rise": PAIN_RISES_BY, "above": PAIN_ABOVE},
        "over_today": over_today,
        "units": units(),
        "safety": {"ask_from": HIGH, "before": reverse("patient:safety_before_session")},
        "urls": {
            "results": reverse("patient:test_results"),
            "here": reverse("patient:assessment"),
            "today": reverse("patient:today"),
            "static": static("built/"),
            "build_id": build_id(),
        },
    }


def _test(one: Offered, likes: str) -> dict[str, Any]:
    test, hand = one.test, one.test.without_camera
    protocol = test.protocol

    def lines(given: tuple[str, ...]) -> list[str]:
        return [in_units(line, likes) for line in given]

    return {
        "test": test.id,
        "title": test.title,
        "content_version": test.version,
        "content_hash": test.content_hash,
        "purpose": test.purpose,
        **in_json(shown_test(test)),
        "view_text": test.view.text,
        "set_up": lines(test.set_up),
        "steps": lines(test.steps),
        "stop": list(test.stop),
        "equipment": lines(test.equipment),
        "screening_only": test.screening_only,
        "company": test.company.value,
        "protocol": protocol.to_json() if protocol else None,
        "lasts": protocol.lasts.value if protocol else "",
        "trials": protocol.trials if protocol else 1,
        "each_side": bool(protocol and protocol.each_side),
        "seconds": protocol.seconds if protocol else None,
        "asks_end": test.looks_at.value == "range",
        "by_hand": {
            "by": hand.by,
            "how": hand.how,
            "unit": hand.unit,
            "unit_words": unit_words(hand.unit),
            "lowest": hand.lowest,
            "highest": hand.highest,
            "timer_s": test.timer_s,
            "sides": list(sides_of(test)),
        },
        "held_back": gettext(HELD[one.held_back]) if one.held_back else "",
        "done": bool(one.attempts),
    }
