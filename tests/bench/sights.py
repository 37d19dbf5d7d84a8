"""What `make screens` looks at: every page of a person, how it is come by, and who stands before it.

Buttons and links are named by what their markup says, never by their words: the pages are seen in every language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from playwright.sync_api import Page

from tests.journeys.test_every_page import PATIENT, VISITOR, WAY_IN

Links = Mapping[str, str]
Step = Callable[[Page, Links], None]
TABLE: Final = b"day,steps\n2026-01-05,4200\n2026-01-06,6100\n"


@dataclass(frozen=True)
class Sight:
    """One picture. `shows`: the name of the address, as the patient's door has it; empty where it is not hers."""

    name: str
    steps: tuple[Step, ...]
    shows: str = ""


@dataclass(frozen=True)
class Before:
    """Who looks, at what. `camera`: whether the browser may use one; `who` empty: signed out."""

    who: str
    sights: Sequence[Sight]
    camera: bool = False


def at(path: str) -> Step:
    """`{…}` in it is what only the house knows: the secret words of its mails."""

    def step(page: Page, links: Links) -> None:
        if path.startswith("{") and path[1:-1] not in links:
            raise LookupError(f"{path} is not known here")
        page.goto(links[path[1:-1]] if path.startswith("{") else path)

    return step


def follow(link: str) -> Step:
    """To where the first such link leads. Raises LookupError where there is none."""

    def step(page: Page, _: Links) -> None:
        found = page.locator(link)
        if found.count() == 0:
            raise LookupError(f"no {link} on {page.url}")
        page.goto(str(found.first.get_attribute("href")))

    return step


def press(button: str) -> Step:
    """The first such button that can be seen; what it brings is there afterwards."""

    def step(page: Page, _: Links) -> None:
        page.locator(button).locator("visible=true").first.click()
        page.wait_for_load_state()
        page.wait_for_timeout(600)

    return step


def wait(milliseconds: int) -> Step:
    return lambda page, _: page.wait_for_timeout(milliseconds)


def fill(field: str, words: str) -> Step:
    def step(page: Page, _: Links) -> None:
        page.locator(field).locator("visible=true").first.fill(words)

    return step


SUBMIT: Final = "main form button:not([type=button])"


def sent(path: str, fields: Mapping[str, str], button: str = SUBMIT) -> tuple[Step, ...]:
    """A form filled in and sent."""
    return (at(path), *(fill(f"[name={name}]", words) for name, words in fields.items()), press(button))


def bring(page: Page, _: Links) -> None:
    """A table of steps for the file form."""
    page.locator("input[type=file]").first.set_input_files(
        {"name": "steps.csv", "mimeType": "text/csv", "buffer": TABLE}
    )


def forge(page: Page, _: Links) -> None:
    """A form whose token is old."""
    page.evaluate("document.querySelector('main [name=csrfmiddlewaretoken]').value = 'x'.repeat(64)")
    with page.expect_navigation():
        page.evaluate("document.querySelector('main form').submit()")


def where_there_is(field: str, *steps: Step) -> Step:
    """An earlier look at the same demo may have answered it."""

    def step(page: Page, links: Links) -> None:
        if page.locator(field).count():
            for one in steps:
                one(page, links)

    return step


def days_later_without_a_network(days: int) -> Step:
    """The kept session, opened so many days after it was kept."""

    def step(page: Page, _: Links) -> None:
        page.goto("/exercise/")
        page.evaluate("() => navigator.serviceWorker.ready.then(() => undefined)")
        page.wait_for_timeout(6000)
        page.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=days))
        page.context.set_offline(True)
        page.goto("/exercise/")
        page.wait_for_timeout(1000)

    return step


def plain(paths: Sequence[str]) -> list[Sight]:
    return [Sight(path, (at(path),)) for path in paths]


SIGNED_OUT: Final = [
    *plain(VISITOR),
    *plain(["/account/invitation/nothing/", "/account/shared/nothing/", "{invitation}"]),
    Sight("not-today", (at("{not-today}"),), "not_today"),
    Sight("stop", (at("{stop}"),), "stop_mail"),
    Sight("error-403", (at("/account/password/reset/"), forge)),
]
BY_PASSWORD: Final = "form:has([name=password]) button"
TOM: Final = "tom@demo.unbrace.test"
#: Each of these waits for a code, so each has a browser of its own.
HALF_WAY: Final = [
    [Sight("signup-code", sent("/account/signup/", {"name": "Ida", "email": "ida@example.org"}))],
    [Sight("reset-code", sent("/account/password/reset/", {"email": TOM}))],
    [Sight("login-code", sent("/account/login/code/", {"email": TOM}))],
    [Sight("login-wrong", sent("/account/login/", {"login": TOM, "password": "x"}, BY_PASSWORD))],
]  # fmt: skip
MARIA: Final = [
    *plain([path for path in PATIENT if path != "/account/logout/"]),
    Sight("exercise", (at("/exercise/"), wait(600)), "exercise"),
    Sight("correct", (at("/history/"), follow("a[href$='/correct/']")), "correct"),
    Sight("breath-check", (at("/breathing/"), follow("a[href^='/breathing/check/']")), "breath_check"),
    Sight("diary-entry", (at("/diary/"), follow("a[href^='/diary/'][href*='-']")), "diary_entry"),
    Sight("test-by-hand", (at("/assessment/"), follow("a[href^='/assessment/'][href*='-']")), "test_by_hand"),
    Sight("clip-seen", (at("/messages/"), follow("a[href^='/messages/clips/']")), "clip_seen"),
    Sight("visit", (at("/visits/"), follow("a[href^='/visits/'][href*='-']")), "visit"),
    Sight("visit-move", (follow("a[href$='/move/']"),), "move_visit"),
    Sight("call", (at("/visits/"), follow("a[href^='/visits/'][href*='-']"), follow("a[href$='/call/']")), "call"),
    Sight("import", (at("/activity/files/"), bring, press("form[enctype] button")), "import"),
    Sight("safety-flare-up", (at("/safety/flare-up/"),), "safety_flare_up"),
    Sight("safety-before", (at("/safety/before/"),), "safety_before_session"),
    Sight("safety-after", (at("/safety/after/"),), "safety_after_session"),
    Sight("password-change", (at("/account/password/change/"),)),
    Sight("logout", (at("/account/logout/"),)),
    Sight("test-intro", (at("/assessment/"), press("[data-begin]"))),
    Sight("test-at-hand", (press("[name=pain-before]"), press("button[value=by-hand]"))),
]  # fmt: skip
SESSION: Final = [
    Sight("session-welcome", (at("/exercise/"), wait(600)), "exercise"),
    Sight("session-check-first", (press("[name=pain-before][value='9']"), press("button[value=go]"))),
    Sight("session-introduce", (at("/exercise/"), press("button[value=go]"))),
    Sight("session-camera-trouble", (press("button[value=camera]"), wait(4000))),
    Sight("session-tap", (press("button[value=tap]"), *[press("button[value=count]")] * 3)),
    Sight("session-rest", (press("button[value=done]"),)),
    Sight("session-how-was-it", (press("button[value=stop]"),)),
    Sight("session-summary", (press("button[value=go]"),)),
    Sight("session-resume", (at("/exercise/"), wait(600))),
    Sight("session-sent", (*map(press, ("[value=carry-on]", "[value=stop]", "[value=finish]")), wait(2500))),
]  # fmt: skip
WITH_A_CAMERA: Final = [
    Sight("workout", (at("/exercise/"), press("button[value=go]"), press("button[value=camera]"), wait(9000))),
]  # fmt: skip
NEW: Final = [
    *plain(
        ["/", "/programme/", "/history/", "/messages/", "/diary/", "/progress/", "/activity/", "/breathing/"]
    ),
    *plain(
        ["/goals/", "/desk/", "/lift/", "/visits/", "/assessment/", "/exercise/", "/staying-well/", "/you/"]
    ),
    Sight("safety-age", (at("/safety/"), press(".tick"), press(SUBMIT)), "safety_question"),
    Sight("safety-question", (where_there_is("[name=age]", fill("[name=age]", "61"), press(SUBMIT)),)),
    Sight("today-begun", (at("/"),)),
]
ROSALIE: Final = [
    *plain(["/", "/reports/", "/move/"]),
    Sight("asked", (at("/reports/"), follow("main a[href^='/reports/asked/']")), "asked"),
    Sight("proposal", (at("/move/"), follow("main a[href^='/move/'][href*='-']")), "proposal"),
    Sight("class", (at("/"), follow("a[href^='/classes/']")), "group_class"),
    Sight("replay", (at("/history/"), follow("a[href^='/history/']:not([href$='/correct/'])[href*='-']")), "replay"),
]  # fmt: skip
STOPPED: Final = [
    Sight("today-stopped", (at("/"),)),
    Sight("safety-result", (follow("main a[href$='/result/']"),), "safety_result"),
    Sight("safety-letter", (follow("main a[href$='/letter/']"),), "safety_letter"),
    Sight("exercise-stopped", (at("/exercise/"),)),
]

ALL: Final = (
    Before("", SIGNED_OUT),
    *(Before("", sights) for sights in HALF_WAY),
    Before("maria", MARIA),
    Before("sara", SESSION),
    Before("sara", WITH_A_CAMERA, camera=True),
    Before("lea", plain(["/", *WAY_IN])),
    Before("nora", [Sight("way-in-check", (at("/way-in/check/"),), "way_in_check")]),
    Before("nina", NEW),
    Before("samuel", plain(["/"])),
    Before("amira", plain(["/"])),
    Before("fiona", plain(["/", "/flare-up/"])),
    Before("stella", STOPPED),
    Before("emma", plain(["/"])),
    Before("paula", plain(["/", "/programme/"])),
    Before("walter", plain(["/"])),
    Before("dora", plain(["/"])),
    Before("rosalie", ROSALIE),
    Before("alma", [*plain(["/"]), Sight("on-your-own", (at("/on-your-own/"),), "on_your_own")]),
    Before("jonas", plain(["/"])),
    Before("jonas", [Sight("session-rest-day", (days_later_without_a_network(1),))]),
    Before(
        "sara",
        [
            Sight(
                "session-questions-due",
                (days_later_without_a_network(60), press("button[value=go]"), wait(800)),
            )
        ],
    ),
    Before(
        "sara",
        [
            Sight(
                "session-clock-set-back",
                (days_later_without_a_network(-3), press("button[value=go]"), wait(800)),
            )
        ],
    ),
    Before("victor", plain(["/", "/you/opened/"])),
)
