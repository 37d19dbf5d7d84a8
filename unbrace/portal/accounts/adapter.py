from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.messages import ERROR
from django.http import HttpRequest
from django.utils.translation import gettext_lazy


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Where the house differs from allauth's defaults."""

    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "account_inactive": gettext_lazy(
            "This account is closed. Ask your clinic if you think that this is a mistake."
        ),
        "email_password_mismatch": gettext_lazy(
            "E-mail and password do not fit together. Try again, or sign in with a code."
        ),
        "enter_current_password": gettext_lazy(
            "That is not your password now. Try again, or choose a new one with a code."
        ),
        "incorrect_code": gettext_lazy(
            "This code does not fit. Look at the newest mail and enter it once more."
        ),
        "too_many_login_attempts": gettext_lazy(
            "That did not fit too many times. Ask for a new code, or wait a few minutes."
        ),
        "rate_limited": gettext_lazy("That was a lot in a short time. Wait a minute, then try again."),
    }

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """No "successfully signed in as ..." banners: the page itself shows that it worked. Why something did not work
        has to be said, though, or people are thrown back without a word."""
        if level >= ERROR:
            super().add_message(request, level, *args, **kwargs)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return "/"

    def get_from_email(self) -> str:
        return str(settings.DEFAULT_FROM_EMAIL)
