"""The house on PostgreSQL, in a process of its own, for `test_on_postgresql.py`. Prints what it looked at, as JSON.

People who have everything, every page of whoever may see it, every form on those pages sent as it stands, and the work
beside the requests. No test's transaction lies around it: each request commits, as in a clinic, so a lock outside a
transaction and a row that points at nothing show themselves here. At the end faults are sown, and it must find them.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from html.parser import HTMLParser
from inspect import unwrap
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
    """Maria has one of everything and is stopped by an answer; Jonas is not, and exercises and books."""
    from datetime import time as hour

    from django.urls import get_resolver

    from tests.house.test_strangers_at_every_address import addresses, everything_of_hers
    from tests.people import gather, sign, sit
    from unbrace.clinic.visits.actions import WantedHours, set_office_hours
    from unbrace.clinic.visits.slots import Hours

    people = gather()
    hers = everything_of_hers(people)
    week = [Hours(day, hour(9), hour(12)) for day in range(7)]
    wanted = WantedHours(is_open=True, week=week, by_video=True, in_person=False)
    set_office_hours(by=people.tom.user, therapist=people.tom, wanted=wanted)
    version = sign(people, people.jonas)
    for days_ago in (9, 6, 3):
        sit(people.jonas, version, days_ago)
    return House(people, [(one, one.filled(hers.ids)) for one in addresses(get_resolver().url_patterns)])


def opened_by(route: str) -> tuple[str, ...]:
    return WHO[max((start for start in WHO if route.startswith(start)), key=len)]


def open_pages(house: House) -> tuple[Findings, list[tuple[str, str, Form]]]:
    """Every address by whoever it is for; gives (who, address, form) of the pages that were shown."""
    findings, forms = Findings(), []
    for address, path in house.addresses:
        for who in opened_by(address.route):
            answer, broke = house.asks(who, "get", path)
            if broke:
                findings.problems.append(broke)
            elif answer.status_code == 200:
                findings.checked += 1
                if "html" in answer.headers.get("Content-Type", ""):
                    page = Forms()
                    page.feed(answer.content.decode())
                    forms += [(who, path, form) for form in page.found]
    return findings, forms


def same_place(words: str) -> str:
    """Without what is only of one row, one time or one page."""
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+|\?.*", "", words)


def send_forms(house: House, forms: list[tuple[str, str, Form]]) -> Findings:
    """Each once, with each of its buttons, however many pages or people it stands for. Counted are those that were not
    turned away."""
    findings, sent = Findings(), set()
    for who, path, form in forms:
        to = form.action or path
        for says in form.sendings():
            known = (who, same_place(to), tuple(sorted(says)), same_place(json.dumps(says, sort_keys=True)))
            if known in sent or to.startswith(NOT_SENT):
                continue
            sent.add(known)
            answer, broke = house.asks(who, "post" if form.method == "post" else "get", to, says)
            if broke:
                findings.problems.append(f"{broke} (the form of {path})")
            elif answer.status_code < 400:
                findings.checked += 1
    return findings


def work_beside_the_requests() -> Findings:
    """What the queue, the sweep and the clock of the reminders do, as in a clinic: each in transactions of its own."""
    from django_tasks_db.models import DBTaskResult

    from unbrace.cli.background import _worker
    from unbrace.clinic.personal_data.actions import sweep_personal_data
    from unbrace.clinic.reminders.actions import tick
    from unbrace.clinic.retention.actions import apply_everywhere
    from unbrace.clinic.worklist.actions import sweep

    findings, worker = Findings(), _worker(["*"])
    worker.batch = True
    works = (sweep, sweep_personal_data, apply_everywhere, tick, worker.run, goes_on_after_a_cut)
    for work in works:
        findings.checked += 1
        try:
            work()
        except Exception as error:  # whatever breaks is what is looked for
            findings.problems.append(f"{work.__qualname__}: {type(error).__name__}: {error}")
    findings.checked += DBTaskResult.objects.successful().count()
    findings.problems += [
        f"{one.task_path}: {one.exception_class_path}: {one.traceback[-400:]}"
        for one in DBTaskResult.objects.failed()
    ]
    return findings


def lists_in_order(house: House) -> Findings:
    """What waits to be judged stands before what is: where nothing stands is first on SQLite, last on PostgreSQL."""
    from unbrace.clinic import clock
    from unbrace.clinic.patients.access import emergencies_in
    from unbrace.clinic.patients.models import EmergencyOpening

    now, people = clock.now(), house.people
    of_hers = {
        "patient": people.maria,
        "member": people.tom,
        "reason": "x",
        "until": now + timedelta(hours=1),
    }
    judged = {"justified": True, "judged_at": now, "judged_by": people.olga.user}
    EmergencyOpening.objects.create(**of_hers)
    EmergencyOpening.objects.create(**of_hers, **judged)
    waits = [one.judged_at is None for one in emergencies_in(people.riverside)]
    wrong = (
        [] if waits == sorted(waits, reverse=True) else [f"emergencies that wait do not stand first: {waits}"]
    )
    return Findings(len(waits), wrong)


def goes_on_after_a_cut() -> None:
    """The database cuts the connection, as its restart does: the work beside the requests begins again on another."""
    from django.db import connection

    from unbrace.cli import background

    begun, went = [], []
    house = background.Background()

    def work() -> None:
        begun.append(True)
        if len(begun) >= 3:
            house._stop.set()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            went.append(True)
            if len(went) == 1:
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        house._stop.set()

    with mock.patch.object(background, "PAUSE_AFTER_TROUBLE_S", 0):
        house._keep_going(work)
    if len(went) != 2:
        raise RuntimeError(f"the work began {len(begun)} times and went on {len(went)} times")


def sown(house: House) -> dict[str, str]:
    """Faults that SQLite forgives, and what is said of each: texts of two types joined, a lock outside a transaction, a
    connection that stays cut."""
    from django.db.models import Value
    from django.db.models.functions import Concat

    from unbrace.clinic.care_teams.actions import set_emergency_contacts
    from unbrace.clinic.reports import chart
    from unbrace.portal.office.pages.settings import view

    def joined(*parts: Any) -> Any:
        return Concat(chart._text(parts[0]), Value(":"), chart._text(parts[1]))

    page = f"/therapist/patients/{house.people.maria.pk}/chart/"
    contacts = {"emergency_number": ["112"], "crisis_line": ["116 123"]}
    found = {}
    with mock.patch.object(chart, "_joined", joined):
        found["two types joined"] = house.asks("tom", "get", page)[1]
    with mock.patch.object(view, "set_emergency_contacts", unwrap(set_emergency_contacts)):
        found["a lock outside"] = house.asks("olga", "post", "/office/clinic/", contacts)[1]
    with mock.patch("django.db.close_old_connections"):
        try:
            goes_on_after_a_cut()
        except RuntimeError as error:
            found["a connection cut"] = str(error)
    return found


def main() -> int:
    wake_up()
    migrate()
    from django.test.utils import setup_test_environment

    setup_test_environment()
    logging.disable(logging.CRITICAL)
    took("migrated")
    house = fill()
    took("filled")
    pages, forms = open_pages(house)
    took("pages opened")
    findings = {"pages": pages, "forms": send_forms(house, forms)}
    took("forms sent")
    findings["works"] = work_beside_the_requests()
    findings["lists"] = lists_in_order(house)
    took("works done")
    print(
        json.dumps({"findings": {what: asdict(one) for what, one in findings.items()}, "sown": sown(house)})
    )
    return 0


def took(what: str) -> None:
    """So that it can be seen where the time goes."""
    print(
        f"{time.perf_counter():8.1f} s by the clock, {time.process_time():5.1f} s of processor: {what}",
        file=sys.stderr,
    )


if __name__ == "__main__":
    sys.exit(main())
