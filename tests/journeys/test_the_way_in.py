"""The way in: a new person tells their story, the rules draft, a therapist signs; only then is there an exercise."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.people import DESK, PHONE, Person
from tests.journeys.server import DemoClinic

pytestmark = pytest.mark.journey

NO_PROGRAMME_YET = "Your therapist looks first"


def _comes_in(therapist: Person, person: Person, name: str) -> None:
    """Invited, joined, and through the safety questions with nothing found."""
    email = f"{name.split()[0].lower()}@example.org"
    person.joins_by_code(therapist.invites(name, email), name, email)
    person.answers_the_safety_screen()


def _answers_them(person: Person, says: dict[str, str]) -> None:
    """The safety questions for the places that were marked besides."""
    person.presses("Answer them now")
    person.page.get_by_label("How old are you?").fill("44")
    person.presses("Go on")
    person.answers_the_questions(says)


def test_from_the_first_question_to_a_programme_that_a_therapist_signed(
    chromium: Browser, clinic: DemoClinic, tom: Person
) -> None:
    with Person.with_a_browser(chromium, clinic, width=PHONE) as nell:
        # given Nell, who is new, and has answered the safety questions with no
        _comes_in(tom, nell, "Nell Braun")
        # when she tells her story and sends it
        nell.tells_their_story(goal="Sit through a film")
        expect(nell.page.get_by_text("Sit through a film")).to_be_visible()
        nell.has_no_barriers()
        nell.presses("Send it")
        # then her therapist looks first, and there is nothing to exercise
        expect(nell.page.get_by_role("heading", name=NO_PROGRAMME_YET)).to_be_visible()
        nell.has_no_barriers()
        nell.page.goto("/exercise/")
        expect(nell.page.get_by_role("button", name="Start")).to_have_count(0)

        # when Tom opens the draft, changes one dose and signs
        tom.page.goto("/therapist/")
        row = tom.page.get_by_role("article").filter(has_text="Nell Braun")
        expect(row).to_contain_text("New person: draft plan to look at")
        tom.has_no_barriers()
        row.get_by_role("link", name="Open the draft for Nell Braun").click()
        expect(tom.page.get_by_role("heading", name="Drafted from what they told")).to_be_visible()
        expect(tom.page.get_by_text("goal “Sit through a film” 3/10").first).to_be_visible()
        tom.has_no_barriers()
        tom.page.get_by_label("Sets").first.fill("1")
        tom.page.get_by_label("A line to the patient").fill("A small start.")
        tom.presses("Sign and start")
        expect(tom.page.get_by_text("Nell Braun sees version 1 from now on")).to_be_visible()
        tom.page.goto("/therapist/")
        expect(tom.page.get_by_text("Nell Braun")).to_have_count(0)

        # then she sees it, with why each exercise is there for her
        nell.page.goto("/programme/")
        expect(nell.page.get_by_text("A small start.")).to_be_visible()
        expect(nell.page.get_by_text("Why this for you:").first).to_be_visible()
        expect(
            nell.page.get_by_text("You want to do this again: “Sit through a film”.").first
        ).to_be_visible()
        nell.has_no_barriers()


def test_begun_on_the_phone_and_gone_on_with_on_another_device(chromium: Browser, clinic: DemoClinic) -> None:
    # given Lea, who stopped half way
    with Person.signs_in(chromium, clinic, "lea@demo.unbrace.test", color_scheme="dark") as phone:
        expect(phone.page.get_by_text(re.compile(r"\d+ of \d+ done"))).to_be_visible()
        phone.page.get_by_role("link", name="Go on where you stopped").click()
        stopped_at = phone.page.get_by_role("heading", level=1).inner_text()
        phone.has_no_barriers()
    # when she goes on at her desk
    with Person.signs_in(chromium, clinic, "lea@demo.unbrace.test", width=DESK) as desk:
        desk.page.get_by_role("link", name="Go on where you stopped").click()
        expect(desk.page.get_by_role("heading", level=1)).to_have_text(stopped_at)
        # and goes back to an earlier answer and changes it
        desk.page.get_by_role("link", name="Back").click()
        expect(desk.page.get_by_role("heading", level=1)).not_to_have_text(stopped_at)
        desk.page.goto("/way-in/?question=story")
        expect(desk.page.get_by_label("Longer ago")).to_be_checked()
        desk.page.get_by_label("6 to 12 weeks ago").check()
        desk.presses("Go on")
        # then nothing is lost, and the change is what counts
        expect(desk.page.get_by_role("heading", level=1)).to_have_text(stopped_at)
        desk.tells_their_story()
        expect(desk.page.get_by_text("6 to 12 weeks ago")).to_be_visible()
        expect(desk.page.get_by_text("Neck, Shoulder")).to_be_visible()
        desk.has_no_barriers()


def test_a_red_flag_on_the_way_stops_it_at_once_and_keeps_what_was_said(
    chromium: Browser, clinic: DemoClinic, tom: Person
) -> None:
    with Person.with_a_browser(chromium, clinic, width=PHONE) as rafa:
        _comes_in(tom, rafa, "Rafa Costa")
        rafa.tells_their_story(stops_before="Moving")
        # when he marks his neck too, the safety questions for it come first
        rafa.page.goto("/way-in/?question=places")
        rafa.page.get_by_label("Neck", exact=True).check()
        rafa.presses("Go on")
        expect(rafa.page.get_by_role("heading", level=1)).to_have_text("First some more safety questions")
        rafa.has_no_barriers()
        _answers_them(rafa, {"bladder changed": "Not sure"})
        # then there is nothing but the emergency message
        for address in ("/way-in/", "/way-in/check/", "/"):
            rafa.page.goto(address)
            expect(rafa.page.get_by_role("heading", level=1)).to_have_text("Get help now")
        # and once Tom has cleared it, he is asked what was not asked to the end, and what he told is still there
        tom.page.goto("/therapist/")
        tom.page.get_by_role("link", name="Rafa Costa", exact=True).first.click()
        tom.page.get_by_label("What did you do").fill("Seen by his doctor today, nothing found.")
        tom.presses("Clear with this reason")
        rafa.page.goto("/way-in/")
        _answers_them(rafa, {})
        rafa.page.get_by_role("link", name="Go on").click()
        expect(rafa.page.get_by_role("heading", level=1)).to_have_text("Which troubles you most?")


def test_the_map_and_the_list_are_the_same_and_the_question_is_read_aloud_only_when_asked(
    chromium: Browser, clinic: DemoClinic
) -> None:
    with Person.signs_in(chromium, clinic, "lea@demo.unbrace.test") as lea:
        lea.page.add_init_script(
            "window.said = []; speechSynthesis.speak = (words) => window.said.push(words.text);"
            "speechSynthesis.getVoices = () => [{ lang: 'en-GB', localService: true, name: 'of this device' }];"
            "Object.defineProperty(SpeechSynthesisUtterance.prototype, 'voice', { set() {}, get: () => null });"
        )
        lea.page.goto("/way-in/?question=places")
        assert lea.page.evaluate("window.said") == []
        lea.presses("Read aloud")
        assert "Mark where it hurts" in lea.page.evaluate("window.said")[0]
        # a tap on the picture is a tap on the list
        box = lea.page.get_by_label("Lower back", exact=True)
        expect(box).not_to_be_checked()
        lea.page.locator(".spot-low_back").first.click()
        expect(box).to_be_checked()
        lea.page.locator(".spot-low_back").first.click()
        expect(box).not_to_be_checked()
        # and the keyboard alone does it too
        box.focus()
        lea.page.keyboard.press("Space")
        expect(box).to_be_checked()


def test_where_nobody_plans_there_is_walking_breathing_and_knowing_more(
    chromium: Browser, clinic: DemoClinic
) -> None:
    with (
        Person.signs_in(chromium, clinic, "hanna@demo.unbrace.test", width=DESK) as hanna,
        Person.signs_in(chromium, clinic, "ines@demo.unbrace.test", width=DESK) as ines,
        Person.with_a_browser(chromium, clinic, width=PHONE) as otto,
    ):
        # given a clinic whose office says that nobody plans
        hanna.page.goto("/office/clinic/")
        hanna.page.get_by_label("Nobody: people are on their own").check()
        hanna.presses("Save who plans")
        hanna.has_no_barriers()  # what will happen is said first
        hanna.presses("Switch: nobody plans")
        # when Otto has answered the safety questions
        _comes_in(ines, otto, "Otto Frey")
        # then there is no exercise and nothing to tell, but a walk, breathing and something to read
        expect(otto.page.get_by_role("heading", name="Walk, breathe, know more")).to_be_visible()
        otto.page.get_by_role("link", name="Open it").click()
        expect(otto.page.get_by_text("About 10 minutes")).to_be_visible()
        otto.has_no_barriers()
        otto.page.get_by_label("Minutes of a walk today").fill("12")
        otto.answers("Lower back", 0)
        otto.presses("Save")
        expect(otto.page.get_by_text("12 min walked, pain 0 of 10")).to_be_visible()
        otto.page.goto("/exercise/")
        expect(otto.page.get_by_role("heading", name="Walk, breathe, know more")).to_be_visible()
        hanna.page.get_by_label("A therapist", exact=True).check()
        hanna.presses("Save who plans")
