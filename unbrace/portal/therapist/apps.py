"""Registers the therapist's door with Django."""

from django.apps import AppConfig


class TherapistConfig(AppConfig):
    """A door has no models."""

    name = "unbrace.portal.therapist"
    label = "portal_therapist"
