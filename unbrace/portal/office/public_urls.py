"""Addresses for everybody, where the office of a clinic has switched something on."""

from __future__ import annotations

from django.urls import path

from unbrace.portal.office.pages.public_outcomes.view import public_outcomes

app_name = "outcomes"

urlpatterns = [path("<uuid:clinic_id>/", public_outcomes, name="public")]
