"""Addresses of the patient's door."""

from __future__ import annotations

from django.urls import path

from unbrace.portal.patient.pages.correct.view import correct
from unbrace.portal.patient.pages.exercise.view import exercise, results
from unbrace.portal.patient.pages.flare_up.view import flare_up, settled
from unbrace.portal.patient.pages.history.view import history, put_back, take_out
from unbrace.portal.patient.pages.kept.view import kept
from unbrace.portal.patient.pages.morning.view import morning
from unbrace.portal.patient.pages.on_your_own.view import on_your_own
from unbrace.portal.patient.pages.programme.view import programme
from unbrace.portal.patient.pages.safety.view import safety
from unbrace.portal.patient.pages.safety_question.view import question
from unbrace.portal.patient.pages.safety_result.view import letter, result
from unbrace.portal.patient.pages.service_worker.view import manifest, service_worker
from unbrace.portal.patient.pages.settings.view import settings, show_clinic
from unbrace.portal.patient.pages.start.view import start
from unbrace.portal.patient.pages.way_in.view import way_in
from unbrace.portal.patient.pages.way_in_check.view import way_in_check
from unbrace.rehab.red_flags import AskedIn

app_name = "patient"

urlpatterns = [
    path("", start, name="today"),
    path("programme/", programme, name="programme"),
    path("history/", history, name="history"),
    path("history/<uuid:session_id>/correct/", correct, name="correct"),
    path("history/<uuid:session_id>/take-out/", take_out, name="take_out"),
    path("history/<uuid:session_id>/put-back/", put_back, name="put_back"),
    path("morning/<uuid:session_id>/", morning, name="morning"),
    path("exercise/", exercise, name="exercise"),
    path("exercise/results/", results, name="results"),
    path("flare-up/", flare_up, name="flare_up"),
    path("flare-up/settled/", settled, name="flare_up_settled"),
    path("safety/", safety, name="safety"),
    path("safety/check-in/", safety, {"asked_in": AskedIn.CHECK_IN}, name="safety_check_in"),
    path("safety/flare-up/", safety, {"asked_in": AskedIn.FLARE_UP}, name="safety_flare_up"),
    path("safety/before/", safety, {"asked_in": AskedIn.BEFORE_SESSION}, name="safety_before_session"),
    path("safety/after/", safety, {"asked_in": AskedIn.AFTER_SESSION}, name="safety_after_session"),
    path("safety/<uuid:screen_id>/", question, name="safety_question"),
    path("safety/<uuid:screen_id>/result/", result, name="safety_result"),
    path("safety/<uuid:screen_id>/letter/", letter, name="safety_letter"),
    path("way-in/", way_in, name="way_in"),
    path("way-in/check/", way_in_check, name="way_in_check"),
    path("on-your-own/", on_your_own, name="on_your_own"),
    path("kept/", kept, name="kept"),
    path("you/", settings, name="settings"),
    path("you/clinic/<uuid:care_id>/", show_clinic, name="show_clinic"),
    path("service_worker.js", service_worker, name="service_worker"),
    path("manifest.webmanifest", manifest, name="manifest"),
]
