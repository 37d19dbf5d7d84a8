"""What to call you, how you read and are coached, what is kept, where you are signed in, whose programme you see."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from unbrace.clinic.accounts.queries import owner_mark, signed_in_devices_of
from unbrace.clinic.conversations.queries import clips_agreed_to
from unbrace.clinic.exercise_sessions.actions import allow_traces, forbid_traces
from unbrace.clinic.exercise_sessions.queries import trace_consent_of, trace_consents_of, traces_kept_of
from unbrace.clinic.patients.middleware import PICKED_CARE
from unbrace.clinic.patients.queries import cares_of, own_care
from unbrace.clinic.personal_data.queries import newest_copy_of, open_erasure_of
from unbrace.clinic.reports.queries import own_consents
from unbrace.clinic.transfers.queries import own_transfers
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.own_details import own_details
from unbrace.portal.patient.pages.settings.presenter import (
    SECTIONS,
    consent_lines,
    copy_line,
    device_lines,
    liking_of,
)

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest


@require_http_methods(["GET", "HEAD", "POST"])
@for_patients
def settings(request: PatientRequest) -> HttpResponse:
    """The patient's own, folded. `?saved=` names the section that has just been saved, which then says so; `?open=` one
    that is unfolded only."""
    clips = list(clips_agreed_to(request.patient))
    saved = request.GET.get("saved", "")
    copy = copy_line(newest_copy_of(request.user))
    unfolded = SECTIONS.get(saved or request.GET.get("open", ""), "")
    if request.method == "POST":
        unfolded = "details"
    elif copy and not unfolded:
        unfolded = "copy"
    return own_details(
        request,
        template="patient/pages/settings/page.html",
        route="patient:settings",
        more={
            "cares": cares_of(request.user),
            "traces": trace_consent_of(request.patient),
            "traces_kept": traces_kept_of(request.patient),
            "liking": liking_of(request.user),
            "devices": device_lines(signed_in_devices_of(request.user), request.session.session_key),
            "consents": consent_lines(
                trace_consents_of(request.patient),
                clips,
                own_consents(request.user),
                own_transfers(request.user),
            ),
            "clips": len(clips),
            "copy": copy,
            "leaving": open_erasure_of(request.user),
            "saved": saved if saved in SECTIONS else "",
            "unfolded": unfolded,
            "owner": owner_mark(request.user),
        },
    )


@require_POST
@for_patients
def stick_figure(request: PatientRequest) -> HttpResponse:
    """Allow that movement is kept as points, or stop it; stopping deletes what is kept. Only ever one's own."""
    if request.POST.get("allow") == "yes":
        allow_traces(by=request.user, patient=request.patient)
        messages.success(
            request,
            gettext("Switched on. From your next session on, your movement is kept as a stick figure."),
        )
    else:
        deleted = forbid_traces(by=request.user, patient=request.patient)
        gone = ngettext(
            "{deleted} stick figure was deleted.", "{deleted} stick figures were deleted.", deleted
        )
        said = [gettext("Switched off. No stick figure is kept.")]
        if deleted:
            said.append(gone.format(deleted=deleted))
        messages.success(request, " ".join(said))
    return redirect(f"{reverse('patient:settings')}?open=stick-figure#stick-figure")


@require_POST
@for_patients
def show_clinic(request: PatientRequest, care_id: UUID) -> HttpResponse:
    """Look at another clinic's programme and history. Both go on; what is done is kept with the one it was done for."""
    care = own_care(request.user, care_id)
    request.session[PICKED_CARE] = str(care.pk)
    messages.success(
        request, gettext("You now see what you do with {clinic}.").format(clinic=care.clinic.name)
    )
    return redirect("patient:today")
