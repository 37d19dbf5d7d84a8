"""Every page, on a phone by day and on a desk by night.

Nothing that axe objects to, nothing asked of another address, nothing too wide, strict headers.
"""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.accessibility import too_wide, violations
from tests.journeys.people import DESK, PHONE, Person
from tests.journeys.server import DemoClinic

pytestmark = pytest.mark.journey

VISITOR = [
    "/",
    "/account/login/",
    "/account/login/code/",
    "/account/signup/",
    "/account/password/reset/",
    "/nowhere/",
]
PATIENT = [
    "/",
    "/programme/",
    "/history/",
    "/kept/",
    "/offline/",
    "/messages/",
    "/messages/clip/",
    "/you/",
    "/check-in/",
    "/flare-up/",
    "/breathing/",
    "/you/reminders/",
    "/activity/",
    "/activity/files/",
    "/break/",
    "/diary/",
    "/diary/voice/",
    "/assessment/",
    "/goals/",
    "/staying-well/",
    "/desk/",
    "/desk/record/",
    "/lift/",
    "/lift/tell/",
    "/visits/",
    "/visits/book/",
    "/you/leave/",
    "/you/opened/",
    "/progress/",
    "/reports/",
    "/move/",
    "/safety/",
    "/safety/check-in/",
    "/account/logout/",
]
WAY_IN = [
    f"/way-in/?question={name}"
    for name in (
        *("places", "story", "signs", "goals", "pain", "week", "trust", "mood", "sleep", "today", "belly"),
        *("health", "home", "days"),
    )
]
THERAPIST = [
    "/therapist/",
    "/therapist/patients/",
    "/therapist/caseload/",
    "/therapist/snippets/",
    "/therapist/letter-templates/",
    "/therapist/monitoring/",
    "/therapist/emergency/",
    "/therapist/closed/",
    "/therapist/arrivals/",
    "/therapist/you/",
    "/therapist/programme-templates/",
    "/therapist/own-exercises/",
    "/therapist/own-exercises/write/",
    "/therapist/visits/",
    "/therapist/visits/hours/",
    "/therapist/classes/",
]
OFFICE = [
    "/office/",
    "/office/reminders/",
    "/office/arrivals/",
    "/office/clinic/",
    "/office/monitoring/",
    "/office/audit/",
    "/office/emergencies/",
    "/office/retention/",
    "/office/patients/",
    "/office/visits/",
    "/office/questionnaires/",
    "/office/outcomes/",
    "/office/outbox/",
    "/ui/",
]
LIGHTS = [(PHONE, "light"), (DESK, "dark")]


def _sound(page: Page) -> None:
    assert violations(page) == [], page.url
    assert too_wide(page) <= 0, page.url


def _visits(person: Person, paths: list[str]) -> int:
    for path in paths:
        answer = person.page.goto(path)
        assert answer is not None
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe-inline" not in policy
        assert "'unsafe-eval'" not in policy
        _sound(person.page)
    return len(paths)


@pytest.fixture(params=LIGHTS, ids=["phone-light", "desk-dark"])
def screen(request: pytest.FixtureRequest) -> tuple[int, str]:
    width, scheme = request.param
    return width, scheme


def test_pages_for_everybody(chromium: Browser, clinic: DemoClinic, screen: tuple[int, str]) -> None:
    width, scheme = screen
    with Person.with_a_browser(chromium, clinic, width=width, color_scheme=scheme) as visitor:
        print(_visits(visitor, VISITOR), "pages")


@pytest.mark.parametrize(
    ("email", "paths"),
    [
        ("maria@demo.unbrace.test", PATIENT),
        ("lea@demo.unbrace.test", ["/", *WAY_IN]),
        ("samuel@demo.unbrace.test", ["/"]),
        ("olga@demo.unbrace.test", OFFICE),
    ],
    ids=["patient", "half way in", "waits for the therapist", "office"],
)
def test_pages_behind_a_door(
    chromium: Browser, clinic: DemoClinic, screen: tuple[int, str], email: str, paths: list[str]
) -> None:
    width, scheme = screen
    with Person.signs_in(chromium, clinic, email, width=width, color_scheme=scheme) as person:
        print(_visits(person, paths), "pages")


def test_the_therapists_pages(chromium: Browser, clinic: DemoClinic, screen: tuple[int, str]) -> None:
    width, scheme = screen
    with Person.signs_in(chromium, clinic, "tom@demo.unbrace.test", width=width, color_scheme=scheme) as tom:
        _visits(tom, THERAPIST)
        tom.page.goto("/therapist/patients/")
        tom.page.get_by_role("link", name="Maria Weber").click()
        _sound(tom.page)
        hers = tom.page.url
        pages = ("monitoring/", "monitoring/terms/", "reports/", "hand-on/", "desk/", "lift/")
        _visits(tom, [f"{hers}{page}" for page in pages])
        tom.page.goto(hers)
        tom.page.get_by_role("link", name="Change the programme").click()
        _sound(tom.page)
        tom.page.goto(hers)
        tom.page.get_by_role("link", name=re.compile("^Version")).first.click()
        _sound(tom.page)
        tom.page.goto("/therapist/?reason=proposal")
        tom.page.get_by_role("link", name=re.compile("^Change")).first.click()
        _sound(tom.page)


def test_the_screens_of_a_session(
    chromium_without_camera: Browser, clinic: DemoClinic, screen: tuple[int, str]
) -> None:
    """Each as somebody without a camera comes by it; the set in front of the camera has a journey of its own."""
    width, scheme = screen
    with Person.signs_in(
        chromium_without_camera, clinic, "maria@demo.unbrace.test", width=width, color_scheme=scheme
    ) as maria:
        page = maria.page
        page.goto("/exercise/")
        expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile("^Good "))
        _sound(page)
        maria.presses(re.compile("^Start"))
        expect(page.get_by_role("heading", name="Squat")).to_be_visible()
        _sound(page)
        maria.presses("Start with the camera")
        expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile("camera", re.I))
        _sound(page)
        maria.presses("Go on by tapping")
        page.locator("button[value=count]").click()
        _sound(page)
        maria.presses("Set done")
        expect(page.get_by_role("heading", name="Rest")).to_be_visible()
        _sound(page)
        maria.presses("Finish here")
        expect(page.get_by_role("heading", name="How was it?")).to_be_visible()
        _sound(page)
        maria.presses("Skip both")
        expect(page.get_by_role("heading", name=re.compile("Well done"))).to_be_visible()
        _sound(page)
        maria.presses("Save and finish")
        expect(page.get_by_role("heading", name="Saved on this device")).to_be_visible()
        _sound(page)


@pytest.mark.parametrize(
    ("email", "paths"),
    [
        ("maria@demo.unbrace.test", ["/", "/history/", "/breathing/", "/diary/", "/progress/"]),
        ("lea@demo.unbrace.test", WAY_IN),
        ("tom@demo.unbrace.test", THERAPIST),
    ],
)
def test_text_at_twice_its_size_still_fits_a_phone(
    chromium: Browser, clinic: DemoClinic, email: str, paths: list[str]
) -> None:
    with Person.signs_in(chromium, clinic, email) as person:
        person.context.new_cdp_session(person.page).send(
            "Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}}
        )
        for path in paths:
            person.page.goto(path)
            assert too_wide(person.page) <= 0, path
            for place in person.page.get_by_role("navigation", name="Main").get_by_role("link").all():
                box = place.bounding_box()
                assert box is not None
                assert box["x"] >= 0
                assert box["x"] + box["width"] <= PHONE, f"{place.inner_text()} is cut off on {path}"


def test_a_journey_hears_what_the_browser_objects_to(chromium: Browser, clinic: DemoClinic) -> None:
    seeded = "an error nobody named"
    with Person.with_a_browser(chromium, clinic) as visitor:
        visitor.page.goto("/")
        visitor.page.evaluate("said => console.error(said)", seeded)
        assert visitor.complaints == [seeded]
        visitor.complaints.clear()


def test_the_check_sees_a_fault_that_is_there(chromium: Browser, clinic: DemoClinic) -> None:
    with Person.with_a_browser(chromium, clinic) as visitor:
        visitor.page.goto("/")
        visitor.page.evaluate("() => document.querySelector('main').append(document.createElement('img'))")
        assert any(line.startswith("image-alt") for line in violations(visitor.page))
