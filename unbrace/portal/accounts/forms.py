"""The account forms, in the house's words: a label above each field, nothing written inside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account import forms as theirs
from django import forms
from django.http import HttpRequest, HttpResponseBase

from unbrace.portal.accounts.first_proof import remember_password_is_known

if TYPE_CHECKING:
    from unbrace.clinic.accounts.models import User

LABELS = {
    "login": "E-mail",
    "email": "E-mail",
    "password": "Password",
    "code": "Code",
    "oldpassword": "Your password now",
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
        label="What may we call you?",
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["name", "email", "password1"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        password = self.fields["password1"]
        password.label = "Password, if you want one"
        password.help_text = (
            "At least 10 characters. Leave it empty to sign in with a code from your e-mail each time."
        )

    def save(self, request: HttpRequest) -> User:
        user: User = super().save(request)
        user.name = self.cleaned_data["name"].strip()
        user.save(update_fields=["name"])
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


class NewPasswordForm(Plain, theirs.ResetPasswordKeyForm):  # type: ignore[misc]
    pass
