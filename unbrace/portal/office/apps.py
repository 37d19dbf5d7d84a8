"""Registers the office's door with Django."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """A door has no models."""

    name = "unbrace.portal.office"
    label = "portal_office"
