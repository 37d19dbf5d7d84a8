"""Bring a file, look at what was read, say yes, take it out again."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from unbrace.clinic.activity.actions import begin_import, keep_import, undo_import
from unbrace.clinic.activity.queries import days_of, import_of, imports_of
from unbrace.clinic.refused import Refused
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.patient.pages.imports.presenter import order_words, present, rows_of

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest

COLUMNS = ("day", "steps", "walking", "sleep", "order")
A_FEW = 20


@require_http_methods(["GET", "HEAD", "POST"])
@for_patients
def imports(request: PatientRequest) -> HttpResponse:
    """GET: the form and the files so far; POST: take a file and begin to read it."""
    problems: dict[str, str] = {}
    typed = {name: request.POST.get(name, "") for name in COLUMNS}
    if request.method == "POST":
        upload = request.FILES.get("file")
        if upload is None:
            problems["file"] = gettext("Choose a file first.")
        else:
            try:
                found = begin_import(
                    by=request.user, patient=request.patient, pieces=upload.chunks(), mapping=typed
                )
                return redirect("patient:import", import_id=found.pk)
            except Refused as refusal:
                problems[refusal.field or "file"] = refusal.message
    context = {
        "imports": rows_of(imports_of(request.patient)[:A_FEW]),
        "orders": order_words(),
        "typed": typed,
        "problems": problems,
    }
    return render(request, "patient/pages/imports/page.html", context, status=422 if problems else 200)


@require_safe
@for_patients
def one_import(request: PatientRequest, import_id: UUID) -> HttpResponse:
    """How far the reading is; then what was read."""
    found = import_of(request.patient, import_id)
    page = present(found, days_of(found))
    return render(request, "patient/pages/imports/one.html", {"page": page})


@require_POST
@for_patients
def keep(request: PatientRequest, import_id: UUID) -> HttpResponse:
    """From now on it counts."""
    try:
        keep_import(by=request.user, found=import_of(request.patient, import_id))
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("patient:import", import_id=import_id)
    messages.success(request, gettext("Kept. You see it below, and you can take it out any time."))
    return redirect("patient:activity")


@require_POST
@for_patients
def undo(request: PatientRequest, import_id: UUID) -> HttpResponse:
    """Everything that was read from this file goes."""
    undo_import(by=request.user, found=import_of(request.patient, import_id))
    messages.success(request, gettext("Taken out. Nothing of that file is left here."))
    return redirect("patient:imports")
