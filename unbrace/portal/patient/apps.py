"""Registers the patient's door with Django."""

from django.apps import AppConfig


class PatientConfig(AppConfig):
    """A door has no models."""

    name = "unbrace.portal.patient"
    label = "portal_patient"
