"""Messages between a person and their therapist: words, a picture, a clip, no network, and words that cannot wait."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.journeys.people import PATIENCE_MS, PHONE, Person
from tests.journeys.server import DemoClinic
from tests.people import a_picture

pytestmark = pytest.mark.journey

CLIP_S = 11


def _newcomer(tom: Person, person: Person, name: str) -> None:
    email = f"{name.split()[0].lower()}@example.org"
    person.joins_by_code(tom.invites(name, email), name, email)
    person.answers_the_safety_screen()


def _writes(person: Person, words: str) -> None:
    person.page.goto("/messages/")
    person.page.get_by_label("Write to Tom").fill(words)
    person.presses("Send")


def _newest(person: Person) -> Locator:
    return person.page.get_by_role("article").first


def _opens_the_messages_of(tom: Person, name: str) -> None:
    tom.page.goto("/therapist/patients/")
    tom.page.get_by_role("link", name=name).click()
    tom.page.get_by_role("link", name="Messages", exact=True).click()
    expect(tom.page.get_by_label(f"Write to {name}")).to_be_visible()


def test_a_question_is_asked_answered_and_read(chromium: Browser, clinic: DemoClinic, tom: Person) -> None:
    with Person.with_a_browser(chromium, clinic, width=PHONE) as nora:
        # given Nora, who has written nothing yet and reads how soon she gets an answer
        _newcomer(tom, nora, "Nora Quist")
        nora.page.goto("/messages/")
        expect(nora.page.get_by_text("Tom usually answers within 2 working days")).to_be_visible()
        expect(nora.page.get_by_role("link", name="112")).to_have_attribute("href", "tel:112")
        expect(nora.page.get_by_role("heading", name="Nothing written yet")).to_be_visible()
        nora.has_no_barriers()
        # when she asks something
        _writes(nora, "May I skip Friday?")
        expect(_newest(nora)).to_contain_text("May I skip Friday?")
        expect(_newest(nora)).to_contain_text("Sent, not read yet")
        nora.has_no_barriers()

        # then Tom is told that there is something, not what; he answers where he sees it
        tom.page.goto("/therapist/")
        row = tom.page.get_by_role("article", name="Nora Quist")
        expect(row).to_contain_text("May I skip Friday?")
        tom.has_no_barriers()
        row.get_by_text("Answer", exact=True).click()
        tom.page.get_by_label("Your answer to Nora Quist").fill("Yes. Rest well.")
        tom.presses("Send the answer")
        expect(tom.page.get_by_text("Sent to Nora Quist")).to_be_visible()
        expect(row).to_have_count(0)

        # and she reads who has read it, and the answer
        nora.page.goto("/")
        nora.page.get_by_role("link", name=re.compile("1 new message")).click()
        expect(_newest(nora)).to_contain_text("Yes. Rest well.")
        expect(nora.page.get_by_text(re.compile(r"Read by Tom, \w+day \d\d:\d\d"))).to_be_visible()
        nora.has_no_barriers()
        _opens_the_messages_of(tom, "Nora Quist")
        expect(tom.page.get_by_text(re.compile(r"Read by Nora, \w+day"))).to_be_visible()
        tom.has_no_barriers()
        for mail in clinic.outbox():
            assert "skip" not in mail

        # when she sends a picture, he sees it; when she takes it back, he does not
        nora.page.goto("/messages/")
        picture = a_picture(size=(640, 480)).content.read()
        nora.page.get_by_label("Add a picture").set_input_files(
            {"name": "chair.jpg", "mimeType": "image/jpeg", "buffer": picture}
        )
        nora.presses("Send")
        expect(nora.page.get_by_role("img", name=re.compile("Picture sent by You"))).to_be_visible()
        nora.has_no_barriers()
        tom.page.reload()
        seen = tom.page.get_by_role("img", name=re.compile("Picture sent by Nora"))
        expect(seen).to_have_js_property("naturalWidth", 640)
        tom.has_no_barriers()
        nora.page.get_by_role("button", name=re.compile("^Take back")).first.click()
        expect(_newest(nora)).to_contain_text("Taken back")
        tom.page.reload()
        expect(seen).to_have_count(0)


def test_snippets_spare_the_typing_and_an_answer_survives_a_closed_tab(
    chromium: Browser, clinic: DemoClinic, tom: Person
) -> None:
    tom.page.goto("/therapist/snippets/")
    tom.page.get_by_label("A new one").fill("See you on Monday.")
    tom.presses("Keep it")
    tom.has_no_barriers()
    _opens_the_messages_of(tom, "Maria Weber")
    tom.page.get_by_role("complementary", name="Your snippets").get_by_text(
        "See you on Monday."
    ).first.click()
    tom.presses("Put it into the answer")
    box = tom.page.get_by_label("Write to Maria Weber")
    expect(box).to_have_value("See you on Monday.")
    box.press_sequentially(" Go on.")
    tom.page.wait_for_timeout(300)
    address = tom.page.url
    tom.opens_a_new_tab()
    tom.page.goto(address)
    expect(tom.page.get_by_label("Write to Maria Weber")).to_have_value("See you on Monday. Go on.")
    tom.presses("Send")
    expect(_newest(tom)).to_contain_text("Go on.")
    expect(tom.page.get_by_label("Write to Maria Weber")).to_have_value("")


def test_without_a_network_it_waits_and_arrives_once(
    chromium: Browser, clinic: DemoClinic, tom: Person
) -> None:
    with Person.with_a_browser(chromium, clinic, width=PHONE) as ivo:
        _newcomer(tom, ivo, "Ivo Brandt")
        ivo.page.goto("/messages/")
        ivo.context.set_offline(True)
        ivo.page.get_by_label("Write to Tom").fill("Written on the train")
        ivo.presses("Send")
        said = ivo.page.get_by_role("status").filter(has_text="Not sent yet")
        expect(said).to_contain_text("kept on this device")
        expect(said).to_contain_text("call 112")
        ivo.context.set_offline(False)
        expect(_newest(ivo)).to_contain_text("Written on the train", timeout=PATIENCE_MS)
        ivo.page.reload()
        expect(ivo.page.get_by_role("article")).to_have_count(1)
        # and a draft is there again in a new tab
        ivo.page.get_by_label("Write to Tom").press_sequentially("Half a sent")
        ivo.page.wait_for_timeout(300)
        ivo.opens_a_new_tab()
        ivo.page.goto("/messages/")
        expect(ivo.page.get_by_label("Write to Tom")).to_have_value("Half a sent")


def test_words_that_cannot_wait_open_the_questions_also_when_they_go_later(
    chromium: Browser, clinic: DemoClinic, tom: Person
) -> None:
    with Person.with_a_browser(chromium, clinic, width=PHONE) as gus:
        _newcomer(tom, gus, "Gus Holm")
        gus.page.goto("/messages/")
        gus.context.set_offline(True)
        gus.page.get_by_label("Write to Tom").fill("I can hardly pee since the weekend")
        gus.presses("Send")
        expect(gus.page.get_by_role("status").filter(has_text="call 112")).to_be_visible()
        gus.page.close()
        gus.context.set_offline(False)
        gus.opens_a_new_tab()
        gus.page.goto("/")
        # whether this page or the browser itself has sent it meanwhile
        expect(gus.page.get_by_text(re.compile("quick look", re.I)).first).to_be_visible(timeout=PATIENCE_MS)
        gus.page.goto("/messages/")
        expect(gus.page.get_by_role("article")).to_have_count(1)


def test_without_scripts_words_and_pictures_go_all_the_same(
    chromium: Browser, clinic: DemoClinic, tom: Person
) -> None:
    email = "maria@demo.unbrace.test"
    with Person.signs_in(chromium, clinic, email, java_script_enabled=False) as maria:
        _writes(maria, "Sent by the form itself")
        expect(_newest(maria)).to_contain_text("Sent by the form itself")
        maria.presses(re.compile("^Take back"))
        expect(_newest(maria)).to_contain_text("Taken back")


@pytest.mark.alone
def test_a_clip_is_filmed_watched_agreed_to_and_sent(
    chromium: Browser, clinic: DemoClinic, tom: Person
) -> None:
    def kept() -> set[Path]:
        return {path for path in (clinic.data / "messages").rglob("*") if path.is_file()}

    of_others = kept()
    with Person.with_a_browser(chromium, clinic, width=PHONE) as lea:
        _newcomer(tom, lea, "Lea Stern")
        lea.page.goto("/messages/")
        lea.page.get_by_role("link", name="Film a clip").click()
        lea.has_no_barriers()
        # when she films for eleven seconds, it cannot be stopped before ten
        lea.presses("Open the camera")
        lea.presses("Start filming")
        expect(lea.page.get_by_role("button", name="Stop", exact=True)).to_be_disabled(timeout=15_000)
        lea.has_no_barriers()
        lea.page.locator("[data-slot=clock]").filter(has_text=f"0:{CLIP_S}").wait_for(timeout=30_000)
        lea.presses("Stop", exact=True)
        # then she can send it only when she has watched it to the end, and agreed
        expect(lea.page.get_by_role("heading", name="Watch it first")).to_be_visible()
        send = lea.page.get_by_role("button", name="Send")
        expect(send).to_be_disabled()
        expect(send).to_be_enabled(timeout=PATIENCE_MS)
        send.click()
        expect(lea.page.get_by_role("alert")).to_contain_text("Tick that you agree")
        lea.has_no_barriers()
        lea.page.get_by_label(re.compile("I agree that this clip goes to Tom")).check()
        lea.page.get_by_label("A few words with it").fill("Is this deep enough?")
        send.click()
        expect(_newest(lea)).to_contain_text("Is this deep enough?", timeout=PATIENCE_MS)
        # and Tom can watch it, made anew, as soon as it is prepared
        _opens_the_messages_of(tom, "Lea Stern")
        film = tom.page.locator("video")
        for _ in range(40):
            if film.count():
                break
            tom.page.wait_for_timeout(1000)
            tom.page.reload()
        expect(film).to_have_js_property("videoWidth", 320)
        length = film.evaluate("one => one.duration")
        assert CLIP_S - 1.5 < length < CLIP_S + 3, length
        tom.has_no_barriers()
        files = [path for path in (clinic.data / "messages" / "incoming").iterdir() if path.is_file()]
        assert files == []
        # when she takes it back, it is gone from the disk as well
        lea.page.reload()
        lea.presses(re.compile("^Take back"))
        expect(_newest(lea)).to_contain_text("Taken back")
        assert kept() == of_others


def test_words_that_cannot_wait_open_the_questions(
    chromium: Browser, clinic: DemoClinic, tom: Person
) -> None:
    with Person.with_a_browser(chromium, clinic, width=PHONE) as ute:
        _newcomer(tom, ute, "Ute Falk")
        _writes(ute, "Strange: it is numb between my legs since yesterday")
        # then the questions are there at once, with a calm sentence and the number
        notice = ute.page.get_by_role("status").filter(has_text="on its way to Tom")
        expect(notice).to_contain_text("a changed feeling between your legs")
        expect(notice).to_contain_text("call 112")
        assert re.search(r"/safety/[0-9a-f-]{36}/$", ute.page.url)
        ute.has_no_barriers()
        # and until they are answered there is no session
        ute.page.goto("/exercise/")
        expect(ute.page.get_by_role("link", name=re.compile("Start the session"))).to_have_count(0)
        # and Tom sees it first, told at once
        clinic.waits_for("may be about their safety")
        tom.page.goto("/therapist/")
        row = tom.page.get_by_role("article").filter(has_text="Ute Falk").first
        expect(row).to_contain_text("Safety words")
        tom.has_no_barriers()
        row.get_by_role("link", name="Look at it: messages of Ute Falk").click()
        tom.has_no_barriers()
        # when he answers, it still waits; when he says why it is safe, it does not
        tom.page.get_by_label("Write to Ute Falk").fill("I am ringing you now.")
        tom.presses("Send")
        expect(tom.page.get_by_role("heading", name=re.compile("may be about safety"))).to_be_visible()
        tom.page.get_by_label("What did you do").fill("Rang her; her doctor sees her today.")
        tom.presses("I have looked at it")
        expect(tom.page.get_by_text(re.compile("Looked at by Tom"))).to_be_visible()
