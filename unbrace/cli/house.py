"""Bring the house up: settings, the newest table layout. Before this nothing of the clinic may be imported."""

from __future__ import annotations

import os


def wake_up(*, demo: bool = False, url: str = "") -> None:
    """Load Django. Environment variables that are set already keep their say."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unbrace.config.settings")
    if demo:
        os.environ.setdefault("UNBRACE_DEMO", "1")
    if url:
        os.environ.setdefault("UNBRACE_URL", url)
    import django

    django.setup()


def migrate() -> None:
    """Bring the tables up to date. Quick when there is nothing to do."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
