"""Who may come through which door, and which few places that door has.

A view behind one of these decorators can rely on `request.patient` or `request.membership` being there. Everybody
else is sent to the log-in, or, when logged in, told that there is nothing here: the same page as for an address that
does not exist, so that nobody learns what does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_noop

from unbrace.clinic.accounts.queries import owner_mark
from unbrace.clinic.audit.under import under_emergency
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import is_in_care_of, open_emergency
from unbrace.clinic.patients.actions import look_in_emergency
from unbrace.clinic.patients.queries import patient_in
from unbrace.clinic.questionnaires.queries import safety_of
from unbrace.clinic.visits.queries import visit_in
from unbrace.clinic.worklist.asides import set_aside_in
from unbrace.clinic.worklist.queries import first_plan_in, proposal_in
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
#: The ids by which an address of the therapist's door leads to somebody's record.
BY_ID: Final[Mapping[str, Callable[[Any, Any], Patient]]] = {
    "patient_id": patient_in,
    "proposal_id": lambda clinic, found: proposal_in(clinic, found).patient,
    "plan_id": lambda clinic, found: first_plan_in(clinic, found).patient,
    "set_aside_id": lambda clinic, found: set_aside_in(clinic, found).patient,
    "visit_id": lambda clinic, found: visit_in(clinic, found).patient,
}

TRANSLATIONS: Final = ("office:translations", "office:translation")
PATIENT_PLACES: Final = (
    Place(
        gettext_noop("Today"),
        "today",
        "patient:today",
        (
            "patient:kept",
            "patient:offline",
            "patient:flare_up",
            "patient:check_in",
            "patient:desk_break",
            "patient:desk",
            "patient:desk_record",
            "patient:lift",
            "patient:lift_tell",
            "patient:breathing",
            "patient:breath_check",
            "patient:on_your_own",
            "patient:staying_well",
            "patient:diary",
            "patient:diary_entry",
            "patient:voice_note",
            "patient:visits",
            "patient:visit",
            "patient:book_visit",
            "patient:move_visit",
            "patient:group_class",
            "patient:assessment",
            "patient:test_by_hand",
        ),
    ),
    Place(gettext_noop("Programme"), "programme", "patient:programme"),
    Place(
        gettext_noop("History"),
        "history",
        "patient:history",
        (
            "patient:correct",
            "patient:progress",
            "patient:reports",
            "patient:asked",
            "patient:goals",
            "patient:replay",
        ),
    ),
    Place(gettext_noop("Messages"), "mail", "patient:messages", ("patient:clip", "patient:clip_seen")),
    Place(
        gettext_noop("You"),
        "account",
        "patient:settings",
        (
            "patient:reminders",
            "patient:activity",
            "patient:imports",
            "patient:import",
            "patient:leave",
            "patient:opened",
            "patient:move",
            "patient:proposal",
        ),
    ),
)
THERAPIST_PLACES: Final = (
    Place("Work-list", "worklist", "therapist:worklist", ("therapist:change", "therapist:why_listed")),
    Place(
        "Patients",
        "people",
        "therapist:patients",
        (
            "therapist:patient",
            "therapist:chart",
            "therapist:side_by_side",
            "therapist:programme",
            "therapist:version",
            "therapist:why",
            "therapist:messages",
            "therapist:replay",
            "therapist:clip_review",
            "therapist:staying_well",
            "therapist:desk",
            "therapist:lift",
            "therapist:notes",
            "therapist:note",
            "therapist:note_draft",
            "therapist:reports",
            "therapist:report",
            "therapist:report_draft",
            "therapist:hand_on",
            "therapist:whole_record",
            "therapist:handed",
            "therapist:arrivals",
            "therapist:monitoring_month",
            "therapist:monitoring",
            "therapist:monitoring_terms",
            "therapist:amend_work",
            "therapist:emergency",
            "therapist:closed_records",
            "therapist:closed_record",
            "therapist:person_visits",
            "therapist:assessments",
            "therapist:assessment",
            "therapist:assessed_test",
        ),
    ),
    Place(
        "Visits",
        "clock",
        "therapist:visits",
        (
            "therapist:visit",
            "therapist:after_visit",
            "therapist:office_hours",
            "therapist:classes",
            "therapist:group_class",
            "therapist:class_room",
        ),
    ),
    Place("Caseload", "history", "therapist:caseload"),
    Place(
        "You",
        "account",
        "therapist:settings",
        (
            "therapist:snippets",
            "therapist:note_templates",
            "therapist:letter_templates",
            "therapist:letter_template",
            "therapist:programme_templates",
            "therapist:programme_template",
            "therapist:own_exercises",
            "therapist:write_own_exercise",
            "therapist:own_exercise",
            "therapist:own_film",
            *TRANSLATIONS,
        ),
    ),
)
OFFICE_PLACES: Final = (
    Place("People", "people", "office:people", ("office:member",)),
    Place("Patients", "account", "office:patients", ("office:arrivals",)),
    Place("Visits", "clock", "office:visits", ("office:visit", "office:book_visit")),
    Place("Audit", "history", "office:audit", ("office:emergencies",)),
    Place("Reminders", "phone", "office:reminders"),
    Place(
        "Clinic",
        "settings",
        "office:settings",
        (
            "office:questionnaires",
            "office:thresholds",
            "office:monitoring",
            "office:retention",
            "office:outcomes",
            *TRANSLATIONS,
        ),
    ),
    *((Place("Outbox", "mail", "office:outbox"),) if settings.DEMO else ()),
)


def for_patients(view: View) -> View:
    """Someone who is in care now. In an emergency every page but the few that stay open says only that."""

    @wraps(view)
    def unless_emergency(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        away = emergency(request)
        answer = away if away and not stays_open else view(request, *args, **kwargs)
        return of_their_own(request, answer)

    stays_open = getattr(view, "open_in_an_emergency", False)
    return _guarded(unless_emergency, PATIENT_PLACES, lambda request: bool(request.patient))


def of_their_own(request: Any, answer: HttpResponseBase) -> HttpResponseBase:
    """Say to the browser whose page it is, so that what it keeps for later is shown to nobody else."""
    answer.headers["X-Unbrace-Owner"] = owner_mark(request.user)
    return answer


def open_in_an_emergency(view: View) -> View:
    """Mark a page that is there also in an emergency: the message itself, and the letter for the doctor."""
    view.open_in_an_emergency = True  # type: ignore[attr-defined]
    return view


def emergency(request: Any) -> HttpResponseBase | None:
    """The way to the emergency message, when there is one to be read. A page that keeps something asks `request.safety`
    anew when it is used: what was just written may have changed it."""
    safety = safety_of(request.patient)
    looks = request.method in ("GET", "HEAD")
    request.safety = safety if looks else SimpleLazyObject(lambda: safety_of(request.patient))
    if safety.urgency is not Urgency.EMERGENCY:
        return None
    return redirect("patient:safety_result", screen_id=safety.waiting[0].screen_id)


def for_therapists(view: View) -> View:
    """A member of the clinic who may read what patients log and sign programmes: where care is closed, of those whose
    record opens for them."""
    return _guarded(
        _in_their_care(view), THERAPIST_PLACES, lambda request: _may(request, Permission.PRESCRIBE)
    )


def _in_their_care(view: View) -> View:
    """Asked before the page is. What an emergency opens is written down page by page, and so is all that is done."""

    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        patient = _whose(request, kwargs) if request.clinic.closed_care else None
        if patient is None or is_in_care_of(request.membership, patient):
            return view(request, *args, **kwargs)
        if (opening := open_emergency(request.membership, patient)) is None:
            if (again := getattr(view, "pressed_again", None)) and (answer := again(request, patient)):
                return answer  # type: ignore[no-any-return]
            raise Http404
        request.opening = opening
        with under_emergency(opening.pk):
            look_in_emergency(by=request.user, opening=opening, page=request.resolver_match.view_name)
            return view(request, *args, **kwargs)

    return guarded


def pressed_again(answer: Callable[[Any, Patient], HttpResponseBase | None]) -> Callable[[View], View]:
    """Mark a deed after which the record may be shut for whoever did it: a second press gets this answer. It has to
    give None to everybody who has not done that very deed; they are told that there is nothing here."""

    def mark(view: View) -> View:
        view.pressed_again = answer  # type: ignore[attr-defined]
        return view

    return mark


def _whose(request: Any, kwargs: Mapping[str, Any]) -> Patient | None:
    """Whose record an address is about; None where it is about nobody's."""
    for name, find in BY_ID.items():
        if name in kwargs:
            return find(request.clinic, kwargs[name])
    return None


def needs(permission: Permission) -> Callable[[View], View]:
    """One right more than the door asks for."""

    def only(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not _may(request, permission):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return only


def for_office(view: View) -> View:
    """A member of the clinic who looks after its people and settings."""
    return _guarded(view, OFFICE_PLACES, lambda request: _may(request, Permission.MANAGE_MEMBERS))


def for_readers_of_translations(view: View) -> View:
    """Somebody of the office, or a therapist, who may approve translated texts. Each keeps their own navigation."""
    office = _guarded(view, OFFICE_PLACES, lambda request: _may(request, Permission.APPROVE_TRANSLATIONS))
    therapist = _guarded(
        view, THERAPIST_PLACES, lambda request: _may(request, Permission.APPROVE_TRANSLATIONS)
    )

    @wraps(view)
    def by_door(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.office = request.user.is_authenticated and _may(request, Permission.MANAGE_MEMBERS)
        return (office if request.office else therapist)(request, *args, **kwargs)

    return by_door


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
