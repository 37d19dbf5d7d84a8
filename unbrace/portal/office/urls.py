"""Addresses of the office's door. The outbox exists in demo mode only."""

from __future__ import annotations

from django.conf import settings
from django.urls import path

from unbrace.portal.office.pages.outbox.view import outbox
from unbrace.portal.office.pages.people.view import people, remove
from unbrace.portal.office.pages.questionnaires.view import activate, deactivate, questionnaires
from unbrace.portal.office.pages.reminders.view import reminders
from unbrace.portal.office.pages.settings.view import clinic_settings

app_name = "office"

urlpatterns = [
    path("", people, name="people"),
    path("people/<uuid:membership_id>/remove/", remove, name="remove"),
    path("reminders/", reminders, name="reminders"),
    path("clinic/", clinic_settings, name="settings"),
    path("questionnaires/", questionnaires, name="questionnaires"),
    path("questionnaires/<slug:questionnaire>/ask/", activate, name="activate_questionnaire"),
    path("questionnaires/<slug:questionnaire>/stop/", deactivate, name="deactivate_questionnaire"),
]
if settings.DEMO:
    urlpatterns.append(path("outbox/", outbox, name="outbox"))
