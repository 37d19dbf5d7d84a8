"""In Arabic: a person signs up, answers the safety questions and sees Today, from right to left all the way."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.people import PHONE, Person
from tests.journeys.server import DemoClinic

pytestmark = pytest.mark.journey

NOT_REVIEWED = "لم تُراجع هذه الترجمة."


def _reads_from_right_to_left(person: Person) -> None:
    html = person.page.locator("html")
    expect(html).to_have_attribute("lang", "ar")
    expect(html).to_have_attribute("dir", "rtl")
    expect(person.page.get_by_text(NOT_REVIEWED)).to_be_visible()
    person.has_no_barriers()


def _signs_up(person: Person, link: str, name: str, email: str) -> None:
    person.page.goto(link)
    _reads_from_right_to_left(person)
    person.page.get_by_role("link", name="إنشاء حساب").click()
    _reads_from_right_to_left(person)
    person.page.get_by_label("البريد الإلكتروني").fill(email)
    person.page.get_by_label("بماذا تحب أن نناديك؟").fill(name)
    person.presses("متابعة")
    code = person.page.get_by_label("الرمز")
    expect(code).to_be_visible()
    assert "إن لم تكن أنت، فدع هذه الرسالة." in person.clinic.outbox()[-1]
    code.fill(person.clinic.newest_code())
    person.presses("متابعة")
    person.presses(re.compile("^انضم"))


def _answers_the_safety_questions(person: Person) -> None:
    person.page.get_by_role("link", name="ابدأ").click()
    _reads_from_right_to_left(person)
    person.page.get_by_label("أسفل الظهر").check()
    person.presses("ابدأ")
    person.page.get_by_label("كم عمرك؟").fill("41")
    person.presses("متابعة")
    _reads_from_right_to_left(person)
    expect(
        person.page.get_by_role("progressbar")
    ).to_be_visible()  # a form by way of the device comes back first
    for _ in range(90):
        person.page.get_by_role(
            "heading", level=1
        ).inner_text()  # between two pages there is neither bar nor heading
        if person.page.get_by_role("progressbar").count() == 0:
            return
        none = person.page.get_by_role("button", name="لا شيء من هذا")
        if none.count():
            none.click()
        else:
            person.presses("لا", exact=True)
    raise AssertionError("the questions did not end")


def test_from_the_invitation_to_today(
    chromium_without_camera: Browser, clinic: DemoClinic, tom: Person
) -> None:
    link = tom.invites("Salma Haddad", "salma@example.org")
    with Person.with_a_browser(chromium_without_camera, clinic, width=PHONE, locale="ar") as salma:
        # given somebody whose browser asks for Arabic, when she signs up
        _signs_up(salma, link, "Salma Haddad", "salma@example.org")
        # then the safety questions come first, and she answers them
        _answers_the_safety_questions(salma)
        _reads_from_right_to_left(salma)
        salma.page.get_by_role("link", name="متابعة").click()
        # and Today greets her, whatever the browser asks for from now on
        salma.page.goto("/")
        expect(salma.page.get_by_role("heading", level=1)).to_contain_text("Salma")
        _reads_from_right_to_left(salma)
    with Person.with_a_browser(chromium_without_camera, clinic, width=PHONE, locale="de") as stranger:
        # while somebody else at the same address reads what their browser asks for
        stranger.page.goto("/account/login/")
        expect(stranger.page.locator("html")).to_have_attribute("lang", "de")
        stranger.has_no_barriers()
        stranger.presses("Español")
        expect(stranger.page.locator("html")).to_have_attribute("lang", "es")
        stranger.has_no_barriers()
