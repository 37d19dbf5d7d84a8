"""Every knob the house has, in one table: name, default, what it does.

Nothing else reads the environment. `docs/reference/settings.md` is printed from this table (`python -m
unbrace.config.environment`), and a test compares the two.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Variable:
    name: str
    default: str
    sentence: str


VARIABLES = (
    Variable("UNBRACE_DATA", "./var", "Folder of everything that is kept: database, key, demo mails."),
    Variable(
        "UNBRACE_SECRET_KEY",
        "",
        "Signs sessions and one-time codes. Empty: a random key is made once and kept in the data folder.",
    ),
    Variable("UNBRACE_DEMO", "0", "1: demo clinic, mails go to the console and to the office's outbox page."),
    Variable("UNBRACE_DEBUG", "0", "1: Django's debug pages. They show data, so never with real people's."),
    Variable(
        "UNBRACE_HOSTS",
        "localhost,127.0.0.1,[::1]",
        "Host names the server answers to, separated by commas.",
    ),
    Variable(
        "UNBRACE_URL",
        "http://localhost:8000",
        "Address people reach the house at; links in mails begin with it. With https, cookies become secure.",
    ),
    Variable(
        "UNBRACE_BEHIND_PROXY",
        "0",
        "1: a proxy in front ends TLS and sets X-Forwarded-Proto (and removes what a client sent under it).",
    ),
    Variable(
        "UNBRACE_DATABASE_URL",
        "",
        "postgresql://user:password@host:5432/name. Empty: SQLite in the data folder.",
    ),
    Variable("UNBRACE_SMTP_HOST", "", "Mail server. Empty: mails are written to the data folder's outbox."),
    Variable("UNBRACE_SMTP_PORT", "587", "Port of the mail server."),
    Variable("UNBRACE_SMTP_USER", "", "User name at the mail server."),
    Variable("UNBRACE_SMTP_PASSWORD", "", "Password at the mail server."),
    Variable("UNBRACE_SMTP_TLS", "starttls", "starttls, tls or none."),
    Variable("UNBRACE_MAIL_FROM", "Unbrace <unbrace@localhost>", "Sender of every mail."),
    Variable(
        "UNBRACE_EMERGENCY_NUMBER",
        "",
        "Number to call in an emergency, for clinics whose office has not set their own. Empty: said in words only.",
    ),
    Variable(
        "UNBRACE_PUSH_SECRET",
        "",
        "Signs web push. Empty: made once and kept in the data folder. Another one: every browser is asked again.",
    ),
    Variable(
        "UNBRACE_PUSH_HOSTS",
        "fcm.googleapis.com,updates.push.services.mozilla.com,.notify.windows.com,web.push.apple.com",
        "Push services of browser makers that reminders may be posted to; a leading dot stands for every name below.",
    ),
    Variable(
        "UNBRACE_SMS_URL",
        "",
        "Text-message gateway (https) for reminders. Empty: no text messages are offered.",
    ),
    Variable("UNBRACE_SMS_TOKEN", "", "Bearer token for that gateway."),
    Variable(
        "UNBRACE_SMS_ANSWER_TOKEN",
        "",
        "Bearer token with which the gateway reports answers such as STOP to /gateway/sms/. Empty: none are taken.",
    ),
    Variable(
        "UNBRACE_TURN_HOST",
        "",
        "Relay (TURN) for video calls, by name or address. Empty: two people meet only where their networks let them.",
    ),
    Variable("UNBRACE_TURN_TLS_HOST", "", "The relay's name in its certificate, where it also speaks TLS."),
    Variable(
        "UNBRACE_TURN_SECRET",
        "",
        "Signs the relay's one-hour credentials. Empty: made once and kept in the data folder.",
    ),
    Variable(
        "UNBRACE_RELAY_ONLY",
        "0",
        "1: calls always go through the relay, so that neither side learns the other's network address.",
    ),
    Variable(
        "UNBRACE_JANUS_ADMIN",
        "",
        "Janus's administration for group classes, as http://127.0.0.1:7088/admin; never a public address.",
    ),
    Variable(
        "UNBRACE_JANUS_WS",
        "",
        "Where browsers reach janus, as wss://clinic.example/janus. Without both addresses there are no group classes.",
    ),
    Variable(
        "UNBRACE_JANUS_SECRET",
        "",
        "What janus's keys are made of. Empty: made once and kept in the data folder.",
    ),
    Variable("UNBRACE_LOG_LEVEL", "INFO", "DEBUG, INFO, WARNING or ERROR."),
    Variable(
        "UNBRACE_RATE_LIMITS",
        "1",
        "0: no limits on sign-in attempts and codes. For tests only.",
    ),
    Variable(
        "UNBRACE_MEMBER_IDLE_MINUTES", "60", "Members of a clinic are signed out after this much quiet."
    ),
    Variable("UNBRACE_MEMBER_HOURS", "12", "Members of a clinic sign in again after this long, busy or not."),
    Variable("UNBRACE_PATIENT_IDLE_DAYS", "14", "Patients are signed out after this much quiet."),
    Variable("UNBRACE_PATIENT_DAYS", "60", "Patients sign in again after this long, busy or not."),
)

_DEFAULTS = {variable.name: variable.default for variable in VARIABLES}


def text(name: str) -> str:
    """The value, or the default of the table; a name that is not in the table is a KeyError."""
    default = _DEFAULTS[name]
    return os.environ.get(name) or default


def on(name: str) -> bool:
    return text(name).lower() in {"1", "true", "yes", "on"}


def number(name: str) -> int:
    return int(text(name))


def names(name: str) -> list[str]:
    return [part.strip() for part in text(name).split(",") if part.strip()]


def folder(name: str) -> Path:
    return Path(text(name)).expanduser().resolve()


def as_markdown() -> str:
    """The reference page, one row per variable."""
    rows = "\n".join(
        f"| `{v.name}` | {f'`{v.default}`' if v.default else ''} | {v.sentence} |" for v in VARIABLES
    )
    return (
        "# Settings\n\nEvery setting is an environment variable. This page is printed by "
        "`python -m unbrace.config.environment`.\n\n"
        f"| variable | default | what it does |\n|---|---|---|\n{rows}\n"
    )


if __name__ == "__main__":
    print(as_markdown(), end="")  # noqa: T201
