"""Safety first, for each urgency: what the person is told, what stays shut, and what the therapist sees and does."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.people import PATIENCE_MS, PHONE, Person
from tests.journeys.server import DemoClinic

pytestmark = pytest.mark.journey

LOOKED = "Seen on video and by her doctor, nothing serious."


def _newcomer(tom: Person, person: Person, name: str) -> None:
    email = f"{name.split()[0].lower()}@example.org"
    person.joins_by_code(tom.invites(name, email), name, email)


def _opens_the_page_of(tom: Person, name: str) -> None:
    tom.page.goto("/therapist/")
    tom.page.get_by_role("link", name=name, exact=True).first.click()


def test_an_emergency_leaves_nothing_else_on_the_screen(
    chromium: Browser, clinic: DemoClinic, tom: Person
) -> None:
    with Person.with_a_browser(chromium, clinic, width=PHONE, color_scheme="dark") as edda:
        # given somebody new, when she is not sure about her bladder
        _newcomer(tom, edda, "Edda Lang")
        edda.page.get_by_role("link", name="Begin").click()
        edda.has_no_barriers()
        edda.page.goto("/")
        edda.answers_the_safety_screen(says={"bladder changed": "Not sure"})
        # then there is the number of her clinic, and no way anywhere else
        expect(edda.page.get_by_role("heading", level=1)).to_have_text("Get help now")
        call = edda.page.get_by_role("link", name="Call 112")
        expect(call).to_have_attribute("href", "tel:112")
        expect(edda.page.get_by_role("navigation")).to_have_count(0)
        expect(edda.page.get_by_role("button")).to_have_count(0)
        edda.has_no_barriers()
        for address in ("/", "/exercise/", "/programme/", "/safety/"):
            edda.page.goto(address)
            expect(edda.page.get_by_role("heading", level=1)).to_have_text("Get help now")

        # and Tom is told at once, sees her first, and cannot sign a programme past it
        assert any("it cannot wait: emergency" in mail for mail in clinic.outbox()[-6:])
        tom.page.goto("/therapist/")
        expect(tom.page.get_by_role("article").first).to_contain_text("Edda Lang")
        expect(tom.page.get_by_role("article").first).to_contain_text("Emergency")
        tom.has_no_barriers()
        _opens_the_page_of(tom, "Edda Lang")
        safety = tom.page.get_by_role("region", name="Safety")
        expect(safety).to_contain_text("Trouble with your bladder. Not sure.")
        tom.has_no_barriers()

        # when he clears it with a reason, then she is asked everything again, because she had not finished
        tom.page.get_by_label("What did you do").fill(LOOKED)
        tom.presses("Clear with this reason")
        expect(safety).to_contain_text("Cleared by Tom Berger")
        edda.page.goto("/")
        expect(edda.page.get_by_role("heading", name="First: is it safe to start?")).to_be_visible()


@pytest.mark.parametrize(
    ("name", "says", "title", "letter"),
    [
        ("Sonja Ito", {"clearly weaker": "Not sure"}, "See a doctor today", "Please assess today."),
        (
            "Dora Venn",
            {"ever had cancer": "Yes"},
            "See a doctor in the next few days",
            "within the next few days",
        ),
        ("Pia Moss", {"had surgery": "Not sure"}, "Your therapist looks first", ""),
    ],
)
def test_a_doctor_or_the_therapist_looks_first(
    chromium: Browser,
    clinic: DemoClinic,
    tom: Person,
    name: str,
    says: dict[str, str],
    title: str,
    letter: str,
) -> None:
    with Person.with_a_browser(chromium, clinic, width=PHONE) as person:
        _newcomer(tom, person, name)
        person.answers_the_safety_screen(says=says)
        expect(person.page.get_by_role("heading", level=1)).to_have_text(title)
        person.has_no_barriers()
        if letter:
            person.page.get_by_role("link", name="Letter for the doctor").click()
            expect(person.page.get_by_role("article")).to_contain_text(letter)
            person.has_no_barriers()
        person.page.goto("/exercise/")
        expect(person.page.get_by_role("heading", name=title)).to_be_visible()
        person.has_no_barriers()

        _opens_the_page_of(tom, name)
        tom.page.get_by_label("What did you do").fill(LOOKED)
        tom.presses("Clear with this reason")
        person.page.goto("/")
        expect(person.page.get_by_role("heading", name="Tell us about your back")).to_be_visible()


@pytest.mark.alone
def test_much_pain_before_a_session_asks_first_and_then_lets_go_on(
    chromium: Browser, clinic: DemoClinic, tom: Person
) -> None:
    with Person.with_a_browser(chromium, clinic, width=PHONE) as ben:
        _newcomer(tom, ben, "Ben Okoye")
        ben.answers_the_safety_screen()
        tom.writes_squats("Ben Okoye", reps=5)
        # when he says that something is different
        ben.page.goto("/exercise/")
        ben.presses("Something is new or different")
        expect(ben.page.get_by_role("heading", level=1)).to_have_text("Let us look first")
        # without a network there is no session, and the page says what to do
        ben.page.wait_for_load_state(
            "networkidle", timeout=PATIENCE_MS
        )  # what is fetched ahead for the session has come
        ben.context.set_offline(True)
        expect(ben.page.get_by_text("You are offline, so the list cannot be opened")).to_be_visible()
        ben.context.set_offline(False)
        ben.page.get_by_role("link", name="Look at the list").click()
        ben.presses("Look at the list")
        ben.has_no_barriers()
        ben.presses("None of these")
        ben.page.get_by_role("link", name="Go to the session").click()
        # then the session goes on, and the same pain does not ask again
        ben.starts_todays_session(pain=8)
        expect(ben.page.get_by_role("button", name="Start with the camera")).to_be_visible()


def test_the_weekly_check_in_takes_a_minute_and_can_be_changed_today(
    chromium: Browser, clinic: DemoClinic, tom: Person
) -> None:
    with Person.with_a_browser(chromium, clinic, width=PHONE) as gwen:
        _newcomer(tom, gwen, "Gwen Quist")
        gwen.answers_the_safety_screen()
        gwen.page.goto("/check-in/")
        gwen.has_no_barriers()
        # when she forgets a question, then it is marked and what she said is still there
        gwen.answers("on average in the last 7 days", 3)
        gwen.presses("Go on")
        expect(gwen.page.get_by_role("alert")).to_contain_text("One question is still open")
        gwen.has_no_barriers()
        gwen.answers("at its worst in the last 24 hours", 4)
        gwen.answers("did you sleep badly", 5)
        gwen.presses("Go on")
        expect(gwen.page.get_by_text("you can change it until tonight")).to_be_visible()
        # and the same day she changes a number
        gwen.page.get_by_role("link", name="Change today's check-in").click()
        gwen.answers("did you sleep badly", 2)
        gwen.presses("Save")
        expect(gwen.page.get_by_text("you can change it until tonight")).to_be_visible()
        # then her therapist reads the newest
        _opens_the_page_of_patient(tom, "Gwen Quist")
        weeks = tom.page.get_by_role("region", name="Weekly check-ins")
        expect(weeks).to_contain_text("2 bad nights")
        tom.has_no_barriers()
        # and a jump in pain brings the questions of a flare-up
        gwen.page.goto("/check-in/")
        gwen.answers("at its worst in the last 24 hours", 8)
        gwen.presses("Save")
        gwen.answers_the_questions()
        expect(gwen.page.get_by_role("heading", level=1)).to_have_text("Good to go")


def _opens_the_page_of_patient(tom: Person, name: str) -> None:
    tom.page.goto("/therapist/patients/")
    tom.page.get_by_role("link", name=name).click()


def test_a_flare_up_from_its_first_day_to_its_end(chromium: Browser, clinic: DemoClinic, tom: Person) -> None:
    with Person.with_a_browser(chromium, clinic, width=PHONE) as flo:
        _newcomer(tom, flo, "Flo Reyes")
        flo.answers_the_safety_screen()
        tom.writes_squats("Flo Reyes", reps=5)
        flo.page.goto("/")
        flo.page.get_by_role("link", name="I am having a flare-up").click()
        flo.has_no_barriers()
        flo.answers("How bad is it at its worst today?", 6)
        flo.presses("Go on")
        flo.answers_the_questions()
        expect(flo.page.get_by_role("heading", level=1)).to_have_text("Good to go")
        flo.page.get_by_role("link", name="Go on").click()
        expect(flo.page.get_by_role("heading", name="Calm first")).to_be_visible()
        expect(flo.page.get_by_role("link", name=re.compile("Start the session"))).to_have_count(0)
        flo.has_no_barriers()
        tom.page.goto("/therapist/")
        expect(tom.page.get_by_text("Day 0, 6 of 10 today")).to_be_visible()
        flo.page.get_by_role("link", name="What helps now").click()
        flo.has_no_barriers()
        flo.page.get_by_label("What helped?").fill("Walking")
        flo.presses("It has settled")
        expect(flo.page.get_by_role("link", name=re.compile("Start the session"))).to_be_visible()


def test_thoughts_of_hurting_oneself_bring_the_clinics_own_crisis_words(
    chromium: Browser, clinic: DemoClinic, tom: Person, olga: Person
) -> None:
    crisis = "Call the Riverside crisis line at any hour."
    # given a clinic where somebody answers, when a newcomer is not sure
    _sets_the_crisis_line(olga, crisis)
    with Person.with_a_browser(chromium, clinic, width=PHONE) as mina:
        _newcomer(tom, mina, "Mina Holt")
        mina.answers_the_safety_screen(says={"any of these thoughts": "Not sure"})
        # then the words of the clinic come before everything but the advice, and she is to be seen today
        expect(mina.page.get_by_role("heading", level=1)).to_have_text("See a doctor today")
        expect(mina.page.get_by_text(crisis)).to_be_visible()
        mina.has_no_barriers()
        # and the letter is a file that she can hand over
        mina.page.get_by_role("link", name="Letter for the doctor").click()
        address = mina.page.get_by_role("link", name="The letter as PDF").get_attribute("href")
        answer = mina.context.request.get(f"{clinic.url}{address}")
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.body().startswith(b"%PDF-1.")
        clinic.waits_for("to be seen by a doctor today")
    _sets_the_crisis_line(olga, "")


def _sets_the_crisis_line(olga: Person, words: str) -> None:
    olga.page.goto("/office/clinic/")
    form = olga.page.get_by_role("form", name="Whom people call")
    form.get_by_label("Crisis service, in one sentence").fill(words)
    form.get_by_role("button").click()
    expect(olga.page.get_by_text("People of this clinic now see this number")).to_be_visible()
