"""Which door opens at which address."""

from __future__ import annotations

from django.urls import include, path

from unbrace.config import errors

urlpatterns = [
    path("account/", include("unbrace.portal.accounts.urls")),
    path("ui/", include("unbrace.portal.ui.urls")),
    path("therapist/", include("unbrace.portal.therapist.urls")),
    path("office/", include("unbrace.portal.office.urls")),
    path("outcomes/", include("unbrace.portal.office.public_urls")),
    path("", include("unbrace.portal.patient.urls")),
]

handler400 = errors.page(400)
handler403 = errors.page(403)
handler404 = errors.page(404)
handler500 = errors.page(500)
