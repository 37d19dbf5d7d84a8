from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Where the house differs from allauth's defaults."""

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """No "successfully signed in as ..." banners: the page itself shows that it worked."""

    def get_from_email(self) -> str:
        return str(settings.DEFAULT_FROM_EMAIL)
