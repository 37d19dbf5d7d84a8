"""Addresses of the account door, below /account/.

Named one by one: the log-in's own list also mounts pages that the house does not offer (a list of addresses, a page to
sign in anew), in words and looks that are not the house's. Names that it redirects to lead to the start instead.
"""

from __future__ import annotations

from allauth.account import views
from django.urls import path
from django.views.generic import RedirectView

from unbrace.portal.accounts.pages.clinic_face.view import logo, look
from unbrace.portal.accounts.pages.invitation.view import invitation
from unbrace.portal.accounts.pages.language.view import language
from unbrace.portal.accounts.pages.shared.view import shared

to_the_start = RedirectView.as_view(url="/")

urlpatterns = [
    path("invitation/<str:token>/", invitation, name="account_invitation"),
    path("shared/<str:token>/", shared, name="account_shared"),
    path("clinic/look.css", look, name="clinic_look"),
    path("clinic/logo.png", logo, name="clinic_logo"),
    path("language/", language, name="account_language"),
    path("signup/", views.signup, name="account_signup"),
    path("confirm-email/", views.email_verification_sent, name="account_email_verification_sent"),
    path("login/", views.login, name="account_login"),
    path("login/code/", views.request_login_code, name="account_request_login_code"),
    path("login/code/confirm/", views.confirm_login_code, name="account_confirm_login_code"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/set/", views.password_set, name="account_set_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path(
        "password/reset/confirm/",
        views.confirm_password_reset_code,
        name="account_confirm_password_reset_code",
    ),
    path("password/reset/complete/", views.complete_password_reset, name="account_complete_password_reset"),
    path("password/reset/done/", to_the_start, name="account_password_reset_completed"),
    path("email/", to_the_start, name="account_email"),
    path("reauthenticate/", to_the_start, name="account_reauthenticate"),
]
