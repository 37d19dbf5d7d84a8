"""Which door opens at which address."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import include, path

from unbrace.config import errors

urlpatterns = [path("account/", include("unbrace.portal.accounts.urls"))]

for door, prefix in (("ui", "ui/"), ("therapist", "therapist/"), ("office", "office/"), ("patient", "")):
    if find_spec(f"unbrace.portal.{door}") and find_spec(f"unbrace.portal.{door}.urls"):
        urlpatterns.append(path(prefix, include(f"unbrace.portal.{door}.urls")))

handler400 = errors.page(400)
handler403 = errors.page(403)
handler404 = errors.page(404)
handler500 = errors.page(500)
