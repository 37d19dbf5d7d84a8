"""The pages of the therapist's and the office's doors, found by going where their links lead: one address for each kind
of page, with the ids that this demo has. What no link leads to without a deed (a draft, something signed, a class, a
record opened in an emergency) is made first, by the buttons that make it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Final
from urllib.parse import urljoin

from playwright.sync_api import Page

ID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=tests/)[a-z0-9-]+|(?<=translations/)[a-z]+/[a-z-]+")
LINK: Final = re.compile(r'href="([^"#]+)')
#: Pages of one kind that look different: whose else, and which view. The names are looked up on the list of people.
ALSO_OF: Final = {
    "Samuel Ortega": ("", "assessments/", "programme/"),
    "Amira Haddad": ("", "chart/", "notes/", "reports/", "lift/", "desk/", "visits/", "messages/"),
    "Jonas Adler": ("", "messages/", "programme/"),
    "Ruth Okafor": ("", "hand-on/"),
}
NOT_TO_SEE: Final = (".pdf", ".csv", ".mp4", ".jpg", "/logout/")


def therapists(page: Page, *, after: tuple[str, ...] = ()) -> list[str]:
    """Maria's first, so that what stands for all of its kind is of somebody with a history."""
    page.goto("/therapist/patients/")
    found = {name: _theirs(page, name) for name in ("Maria Weber", *ALSO_OF)}
    maria = found["Maria Weber"]
    days = f"{maria}chart/side-by-side/?first={_days_ago(24)}&second={_days_ago(1)}"
    more = [found[name] + end for name, ends in ALSO_OF.items() for end in ends]
    kinds = one_of_each_kind(page, "/therapist/", ["/therapist/", maria, *after])
    return list(dict.fromkeys([*kinds, days, *more]))


def one_of_each_kind(page: Page, door: str, start: list[str]) -> list[str]:
    """Breadth first from `start`; a kind is the address without its ids and without what stands behind "?"."""
    kinds: dict[str, str] = {}
    waiting = list(start)
    while waiting:
        path = waiting.pop(0)
        if ID.sub("*", path.split("?")[0]) in kinds:
            continue
        answer = page.request.get(path)
        kinds[ID.sub("*", path.split("?")[0])] = path
        waiting += [link for link in _links(answer.text(), path) if link.startswith(door)]
    return list(kinds.values())


def _links(html: str, path: str) -> Iterator[str]:
    for link in LINK.findall(html):
        if not link.split("?")[0].endswith(NOT_TO_SEE):
            yield urljoin(path, unescape(link))


def _theirs(page: Page, name: str) -> str:
    return page.get_by_role("link", name=name).first.get_attribute("href") or ""


def _days_ago(days: int) -> str:
    return str((datetime.now(UTC) - timedelta(days=days)).date())


def made_by_tom(page: Page) -> tuple[str, ...]:
    """A note signed and amended and a report signed, of Maria, and a draft of each; gives where they are."""
    page.goto("/therapist/patients/")
    maria = _theirs(page, "Maria Weber")
    return (*_notes(page, maria), *_reports(page, maria), *_a_class(page))


def _notes(page: Page, hers: str) -> tuple[str, ...]:
    page.goto(f"{hers}notes/")
    _begins(page, "Write a note")
    page.locator("[name=plan]").fill("Go on as it is; look at the squat together at the next visit.")
    page.get_by_role("button", name="Sign", exact=True).click()
    page.get_by_role("button", name="Amend").click()
    page.get_by_label("What was wrong or missing").fill("The side was missing.")
    page.get_by_role("button", name="Sign", exact=True).click()
    signed = page.url
    page.goto(f"{hers}notes/")
    _begins(page, "Write a note")
    return signed, page.url


def _begins(page: Page, button: str) -> None:
    """A draft, or the one that an earlier walk of the same demo left."""
    begun = page.get_by_role("link", name="Go on with your draft")
    begun.or_(page.get_by_role("button", name=button, exact=True)).click()


def _reports(page: Page, hers: str) -> tuple[str, ...]:
    page.goto(f"{hers}reports/")
    _begins(page, "Begin")
    page.get_by_role("button", name="Sign what stands here").click()
    signed = page.url
    page.goto(f"{hers}reports/")
    _begins(page, "Begin")
    return signed, page.url


def _a_class(page: Page) -> tuple[str, ...]:
    """Where classes are set up."""
    page.goto("/therapist/classes/")
    if not page.get_by_label("Title").count():
        return ()
    page.get_by_label("Title").fill("Strong and easy")
    begins = datetime.now(UTC) + timedelta(hours=1, minutes=10)
    page.get_by_label("Begins").fill(f"{begins:%Y-%m-%dT%H:%M}")
    page.get_by_role("button", name="Plan it").click()
    return page.url, f"{page.url}room/"


def made_by_rosa(page: Page) -> tuple[str, ...]:
    """Somebody of a colleague's, found by name and not opened yet."""
    page.goto("/therapist/emergency/?name=Victor")
    asked = page.get_by_role("link", name="Open the record of Victor").get_attribute("href") or ""
    return ("/therapist/emergency/?name=Victor", asked)


def offices(page: Page, *, after: tuple[str, ...] = ()) -> list[str]:
    return one_of_each_kind(page, "/office/", ["/office/", *after])


MUCH_IS_EMPTY: Final = ["", "?reason=message", "caseload/", "arrivals/", "own-exercises/", "visits/"]
#: Who looks, what they make first, and which pages they come by. Ines has one person, Hanna a small clinic.
DESKS: Final[tuple[tuple[str, Callable[[Page], list[str]]], ...]] = (
    ("tom", lambda page: therapists(page, after=made_by_tom(page))),
    ("olga", offices),
    ("ines", lambda page: [f"/therapist/{end}" for end in MUCH_IS_EMPTY]),
    ("rosa", lambda page: ["/therapist/", "/therapist/patients/", *made_by_rosa(page)]),
    ("hanna", lambda page: [f"/office/{end}/" for end in ("emergencies", "visits", "audit", "outcomes")]),
)
