"""The account forms, in the house's words: a label above each field, nothing written inside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account import forms as theirs
from allauth.account.internal.flows.email_verification import consume_email_verification_rate_limit
from django import forms
from django.contrib import messages
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_lazy

from unbrace.clinic.accounts.person_name import person_name
from unbrace.portal.accounts.first_proof import remember_password_is_known
from unbrace.portal.language import reader_language

if TYPE_CHECKING:
    from unbrace.clinic.accounts.models import User

LABELS: dict[str, Any] = {
    "login": gettext_lazy("E-mail"),
    "email": gettext_lazy("E-mail"),
    "password": gettext_lazy("Password"),
    "code": gettext_lazy("Code"),
    "oldpassword": gettext_lazy("Your password now"),
    "password1": gettext_lazy("New password"),
    "password2": gettext_lazy("New password again"),
}


class Plain(forms.Form):
    """Placeholders vanish while one types and are hard to read; labels stay."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)
        if "code" in self.fields:
            self.fields["code"].widget.attrs |= {
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
            }


class SignUpForm(Plain, theirs.SignupForm):  # type: ignore[misc]
    """A password is a choice: without one, every sign-in is by one-time code."""

    name = forms.CharField(
        label=gettext_lazy("What may we call you?"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["name", "email", "password1"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        password = self.fields["password1"]
        password.label = gettext("Password, if you want one")
        password.help_text = gettext(
            "At least 10 characters. Leave it empty to sign in with a code from your e-mail each time."
        )

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponseBase | None]:
        """An address that is known gets the same answer after the same time as a new one, and whoever comes back too
        soon for another mail is told which way leads on."""
        if self.account_already_exists and not self._may_be_written_to(request):
            messages.info(
                request,
                gettext("We have just sent a mail to this address. If it is gone, ask for a code here."),
            )
            return None, redirect("account_request_login_code")
        if self.account_already_exists and self.cleaned_data["password1"]:
            make_password(self.cleaned_data["password1"])  # takes as long as keeping it would
        user, answer = super().try_save(request)
        return user, answer

    def _may_be_written_to(self, request: HttpRequest) -> bool:
        email = self.cleaned_data["email"]
        return bool(consume_email_verification_rate_limit(request, email, dry_run=True))

    def save(self, request: HttpRequest) -> User:
        user: User = super().save(request)
        user.name = person_name(self.cleaned_data["name"])
        user.language = reader_language(request)  # the one they just read
        user.save(update_fields=["name", "language"])
        remember_password_is_known(request, user)
        return user


class LogInForm(Plain, theirs.LoginForm):  # type: ignore[misc]
    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponseBase:
        """Reached only with the right password."""
        remember_password_is_known(request, self.user)
        answer: HttpResponseBase = super().login(request, redirect_url)
        return answer


class RequestCodeForm(Plain, theirs.RequestLoginCodeForm):  # type: ignore[misc]
    pass


class ConfirmCodeForm(Plain, theirs.ConfirmLoginCodeForm):  # type: ignore[misc]
    pass


class ConfirmEmailForm(Plain, theirs.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    pass


class ConfirmResetForm(Plain, theirs.ConfirmPasswordResetCodeForm):  # type: ignore[misc]
    pass


class ResetPasswordForm(Plain, theirs.ResetPasswordForm):  # type: ignore[misc]
    pass


class ChangePasswordForm(Plain, theirs.ChangePasswordForm):  # type: ignore[misc]
    pass


class SetPasswordForm(Plain, theirs.SetPasswordForm):  # type: ignore[misc]
    pass


class NewPasswordForm(Plain, theirs.ResetPasswordKeyForm):  # type: ignore[misc]
    pass
