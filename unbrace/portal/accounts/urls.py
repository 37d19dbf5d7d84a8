"""Addresses of the account door, below /account/."""

from __future__ import annotations

from django.urls import include, path

from unbrace.portal.accounts.pages.invitation.view import invitation

urlpatterns = [
    path("invitation/<str:token>/", invitation, name="account_invitation"),
    path("", include("allauth.account.urls")),
]
