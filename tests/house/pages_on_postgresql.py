"""The house on PostgreSQL, in a process of its own, for `test_on_postgresql.py`. Prints what it looked at, as JSON.

People who have everything, every page of whoever may see it, every form on those pages sent as it stands, and the work
beside the requests. No test's transaction lies around it: each request commits, as in a clinic, so a lock outside a
transaction and a row that points at nothing show themselves here. At the end faults are sown, and it must find them.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, Final
from unittest import mock

from tests.house.findings import Findings
from unbrace.cli.house import migrate, wake_up

if TYPE_CHECKING:
    from tests.house.test_strangers_at_every_address import Address
    from tests.people import People

#: Where an address begins → who opens it, by their names in `tests.people`. The longest that fits counts.
WHO: Final = {
    "/": ("maria", "jonas"),
    "/account/": ("nobody", "maria"),
    "/therapist/": ("tom", "theo"),
    "/therapist/arrivals/": ("ines",),
    "/office/": ("olga",),
    "/office/arrivals/": ("hanna",),
    "/ui/": ("nobody", "olga"),
}
#: After these nobody would be there any more to send the rest.
NOT_SENT: Final = ("/account/logout/", "/you/leave/", "/you/devices/")


class Forms(HTMLParser):
    """The forms of a page, each with what a browser would send if nothing were touched, and its buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._form: Form | None = None
        self._select = self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        name, value = has.get("name", ""), has.get("value", "")
        if tag == "form":
            self._form = Form(has.get("action", ""), has.get("method", "get").lower())
            self.found.append(self._form)
        elif self._form is None:
            return
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in has or self._select not in self._form.says):
            self._form.says[self._select] = [value]
        elif tag == "textarea":
            self._text = name
            self._form.says[name] = [""]
        elif tag in ("input", "button") and name:
            self._form.takes(has.get("type", "text" if tag == "input" else "submit"), name, value, has)

    def handle_data(self, data: str) -> None:
        if self._form is not None and self._text:
            self._form.says[self._text][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._text = ""


@dataclass
class Form:
    action: str
    method: str
    says: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def takes(self, kind: str, name: str, value: str, has: dict[str, str]) -> None:
        """A choice nobody has made yet is made: the first of it."""
        if kind == "submit":
            self.buttons.append((name, value))
        elif kind in ("checkbox", "radio"):
            if "checked" in has or name not in self.says:
                kept = self.says.get(name, []) if kind == "checkbox" and "checked" in has else []
                self.says[name] = [*kept, value or "on"]
        elif kind != "file":
            self.says[name] = [value or ("1" if kind == "number" else "")]

    def sendings(self) -> Iterator[dict[str, Any]]:
        for button in self.buttons or [("", "")]:
            yield self.says | ({button[0]: [button[1]]} if button[0] else {})


@dataclass
class House:
    """Everybody's browser, and every address with its ids."""

    people: People
    addresses: list[tuple[Address, str]]
    browsers: dict[str, Any] = field(default_factory=dict)

    def browser(self, who: str) -> Any:
        from django.test import Client

        if who not in self.browsers:
            self.browsers[who] = Client()
            if who != "nobody":
                self.browsers[who].force_login(getattr(self.people, who).user)
        return self.browsers[who]

    def asks(self, who: str, method: str, path: str, says: dict[str, Any] | None = None) -> tuple[Any, str]:
        """The answer, and what broke."""
        try:
            answer = getattr(self.browser(who), method)(path, says or {})
        except Exception as error:  # whatever breaks is what is looked for
            return None, f"{method.upper()} {path} by {who}: {type(error).__name__}: {error}"
        broke = answer.status_code >= 500
        return answer, f"{method.upper()} {path} by {who}: {answer.status_code}" if broke else ""


def fill() -> House:
    """Maria has one of everything and is stopped by an answer; Jonas is not, and exercises."""
    from django.urls import get_resolver

    from tests.house.test_strangers_at_every_address import addresses, everything_of_hers
    from tests.people import gather, sign, sit
    from unbrace.clinic.check_ins.actions import check_in
    from unbrace.clinic.visits.actions import WantedHours, set_office_hours
    from unbrace.clinic.visits.slots import Hours

    people = gather()
    hers = everything_of_hers(people)
    return House(people, [(one, one.filled(hers.ids)) for one in addresses(get_resolver().url_patterns)])
