"""`{% ledger_clock %}`: on a page about one person whose time is counted, the clock of the ledger; else nothing."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from unbrace.clinic.remote_monitoring.queries import standing_of

register = template.Library()


@register.simple_tag(takes_context=True)
def ledger_clock(context: template.Context) -> SafeString:
    """The page names its person as `patient`. One question more of the database, and only on such a page."""
    person, request = context.get("patient"), context.get("request")
    if person is None or request is None or not hasattr(person, "clinic_id"):
        return mark_safe("")
    standing = context.get("ledger_standing") or standing_of(person)
    if not standing.counts:
        return mark_safe("")
    given: dict[str, Any] = {
        "to": reverse("therapist:count_time", args=[person.pk]),
        "ledger": reverse("therapist:monitoring", args=[person.pk]),
        "label": f"Time for {person.name}",
    }
    return render_to_string("ui/ledger_clock/ledger_clock.html", given, request=request)
