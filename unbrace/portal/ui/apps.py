"""Registers the design system with Django so that its templates and tags are found."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The design system. It has no models and never will."""

    name = "unbrace.portal.ui"
    label = "portal_ui"
