"""Who may come through which door, and which few places that door has.

A view behind one of these decorators can rely on `request.patient` or `request.membership` being there. Everybody
else is sent to the log-in, or, when logged in, told that there is nothing here: the same page as for an address that
does not exist, so that nobody learns what does.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject

from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.questionnaires.queries import safety_of, waiting_findings_of
from unbrace.portal.ui.page.nav import Place, nav_for
from unbrace.rehab.red_flags import Urgency

if TYPE_CHECKING:
    from unbrace.clinic.accounts.models import User
    from unbrace.clinic.care_teams.models import Clinic, Membership
    from unbrace.clinic.patients.models import Patient
    from unbrace.clinic.questionnaires.queries import Safety

    class PatientRequest(HttpRequest):
        """A request that came through the patient door."""

        user: User
        patient: Patient
        clinic: Clinic
        safety: Safety

    class MemberRequest(HttpRequest):
        """A request of someone who works in the clinic."""

        user: User
        membership: Membership
        clinic: Clinic


View = Callable[..., HttpResponseBase]

PATIENT_PLACES: Final = (
    Place(
        "Today",
        "today",
        "patient:today",
        (
            "patient:kept",
            "patient:flare_up",
            "patient:check_in",
            "patient:desk_break",
            "patient:breathing",
            "patient:breath_check",
            "patient:on_your_own",
            "patient:diary",
            "patient:diary_entry",
        ),
    ),
    Place("Programme", "programme", "patient:programme"),
    Place("History", "history", "patient:history", ("patient:correct", "patient:progress")),
    Place("Messages", "mail", "patient:messages", ("patient:clip",)),
    Place(
        "You",
        "account",
        "patient:settings",
        ("patient:reminders", "patient:activity", "patient:imports", "patient:import"),
    ),
)
THERAPIST_PLACES: Final = (
    Place("Work-list", "worklist", "therapist:worklist", ("therapist:change",)),
    Place(
        "Patients",
        "people",
        "therapist:patients",
        (
            "therapist:patient",
            "therapist:programme",
            "therapist:version",
            "therapist:why",
            "therapist:messages",
        ),
    ),
    Place("You", "account", "therapist:settings", ("therapist:snippets",)),
)
OFFICE_PLACES: Final = (
    Place("People", "people", "office:people"),
    Place("Reminders", "clock", "office:reminders"),
    Place("Clinic", "settings", "office:settings", ("office:questionnaires",)),
    *((Place("Outbox", "mail", "office:outbox"),) if settings.DEMO else ()),
)


def for_patients(view: View) -> View:
    """Someone who is in care now. In an emergency every page but the few that stay open says only that."""

    @wraps(view)
    def unless_emergency(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        away = emergency(request)
        return away if away and not stays_open else view(request, *args, **kwargs)

    stays_open = getattr(view, "open_in_an_emergency", False)
    return _guarded(unless_emergency, PATIENT_PLACES, lambda request: bool(request.patient))


def open_in_an_emergency(view: View) -> View:
    """Mark a page that is there also in an emergency: the message itself, and the letter for the doctor."""
    view.open_in_an_emergency = True  # type: ignore[attr-defined]
    return view


def emergency(request: Any) -> HttpResponseBase | None:
    """The way to the emergency message, when there is one to be read. `request.safety` asks further only when used."""
    waiting = tuple(waiting_findings_of(request.patient))
    request.safety = SimpleLazyObject(lambda: safety_of(request.patient, waiting))
    if not waiting or waiting[0].level is not Urgency.EMERGENCY:
        return None
    return redirect("patient:safety_result", screen_id=waiting[0].screen_id)


def for_therapists(view: View) -> View:
    """A member of the clinic who may read what patients log and sign programmes."""
    return _guarded(view, THERAPIST_PLACES, lambda request: _may(request, Permission.PRESCRIBE))


def for_office(view: View) -> View:
    """A member of the clinic who looks after its people and settings."""
    return _guarded(view, OFFICE_PLACES, lambda request: _may(request, Permission.MANAGE_MEMBERS))


def show_places(request: Any, places: tuple[Place, ...]) -> None:
    """Let the page frame draw this door's navigation."""
    request.nav = nav_for(request, places)


def _may(request: Any, permission: Permission) -> bool:
    return request.membership is not None and request.membership.may(permission)


def _guarded(view: View, places: tuple[Place, ...], allowed: Callable[[Any], bool]) -> View:
    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not allowed(request):
            raise Http404
        show_places(request, places)
        return view(request, *args, **kwargs)

    return guarded
