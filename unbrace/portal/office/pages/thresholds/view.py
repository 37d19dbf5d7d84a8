"""From which numbers on somebody is listed for a therapist. Every change is a version with a name and a time."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.worklist.actions import set_list_rules
from unbrace.clinic.worklist.thresholds import history_of, rules_of
from unbrace.portal.doorkeeper import for_office
from unbrace.rehab.alert_limits import LIMITS, written
from unbrace.rehab.alerts import Thresholds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unbrace.portal.doorkeeper import MemberRequest


@dataclass(frozen=True)
class LimitField:
    """One number to set, with its bounds and the published value."""

    name: str
    words: str
    unit: str
    value: str
    lowest: str
    highest: str
    step: str
    published: str
    problem: str


@require_http_methods(["GET", "HEAD", "POST"])
@for_office
def thresholds(request: MemberRequest) -> HttpResponse:
    """A form with every threshold; an empty field is the published number."""
    problem: dict[str, str] = {}
    if request.method == "POST":
        try:
            kept = set_list_rules(
                by=request.user,
                clinic=request.clinic,
                values=_values(request.POST),
                monitoring=request.POST.get("monitoring") == "on",
            )
        except NotYours:
            raise
        except Refused as refusal:
            problem = {refusal.field: refusal.message}
        else:
            number = f" as version {kept.number}" if kept else ""
            messages.success(request, f"Saved{number}. The work-lists follow it from now on.")
            return redirect("office:thresholds")
    rules = rules_of(request.clinic)
    now = {name: f"{value:g}" for name, value in written(rules.thresholds).items()}
    shown = {name: request.POST.get(name, "") for name in LIMITS} if problem else now
    context = {
        "fields": _fields(shown, problem),
        "monitoring": "monitoring" in request.POST if problem else rules.monitoring,
        "versions": history_of(request.clinic),
    }
    status = 422 if problem else 200
    return render(request, "office/pages/thresholds/page.html", context, status=status)


def _values(post: Mapping[str, str]) -> dict[str, float]:
    return {name: _number(text, name) for name in LIMITS if (text := post.get(name, "").strip())}


def _number(text: str, name: str) -> float:
    try:
        value = float(text.replace(",", ".")) if len(text) < 12 else math.nan
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise Refused("Write a number.", field=name)
    return value


def _fields(shown: Mapping[str, str], problem: Mapping[str, str]) -> list[LimitField]:
    published = written(Thresholds())
    return [
        LimitField(
            name,
            limit.words,
            limit.unit,
            shown[name],
            f"{limit.lowest:g}",
            f"{limit.highest:g}",
            "1" if limit.whole else "0.5",
            f"{published[name]:g}",
            problem.get(name, ""),
        )
        for name, limit in LIMITS.items()
    ]
