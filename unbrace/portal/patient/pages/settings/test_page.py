"""One's own settings only; each section saves by itself and says so."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from tests.doors import everybody_else, holds_nothing_of_maria, nothing_leaks, signed_in
from tests.people import BRIDGES, SQUATS, also_treated_at, joins, sign
from unbrace.clinic import clock
from unbrace.clinic.accounts.models import SignedInDevice
from unbrace.clinic.accounts.queries import Preferences, by_id
from unbrace.clinic.conversations.actions import send_message
from unbrace.clinic.conversations.models import Attachment
from unbrace.clinic.exercise_sessions.queries import trace_consent_of
from unbrace.clinic.personal_data.actions import make_copy
from unbrace.clinic.personal_data.queries import newest_copy_of
from unbrace.clinic.programmes.actions import PrescriptionDraft
from unbrace.clinic.reports.actions import (
    answer_consent,
    ask_consent,
    begin_report,
    sign_report,
    withdraw_consent,
)
from unbrace.clinic.reports.actions.sign_report import mark_of
from unbrace.clinic.transfers.actions import answer_transfer, propose_transfer

if TYPE_CHECKING:
    from django.test import Client

    from tests.people import People

FORM = {"name": "Maria Lopez", "time_zone": "Europe/Lisbon", "theme": "dark"}


def test_name_and_place_are_saved_and_the_theme_is_kept_on_this_device(people: People) -> None:
    client = signed_in(people.maria.user)
    client.post("/you/", FORM)
    saved = by_id(people.maria.user.pk)
    assert saved is not None
    assert (saved.name, saved.time_zone) == ("Maria Lopez", "Europe/Lisbon")
    assert '<html lang="en" dir="ltr" data-theme="dark">' in client.get("/you/").content.decode()


def test_as_my_device_forgets_the_choice(people: People) -> None:
    client = signed_in(people.maria.user)
    client.post("/you/", FORM)
    client.post("/you/", FORM | {"theme": "auto"})
    assert "data-theme" not in client.get("/you/").content.decode().split("<body")[0]


def test_a_cookie_cannot_write_into_the_page(people: People) -> None:
    client = signed_in(people.maria.user)
    client.cookies["theme"] = 'x"onload="y'
    assert "onload" not in client.get("/you/").content.decode()


def test_an_unknown_time_zone_is_refused_beside_its_field(people: People) -> None:
    response = signed_in(people.maria.user).post("/you/", FORM | {"time_zone": "Mars/Base"})
    assert response.status_code == 422
    assert 'id="time_zone-problem"' in response.content.decode()


def test_someone_else_changes_only_themselves(people: People) -> None:
    for who, client in everybody_else(people):
        response = client.post("/you/", FORM | {"name": "Nobody"})
        holds_nothing_of_maria(people, response, who)
    maria = by_id(people.maria.user.pk)
    assert maria is not None
    assert maria.name == "Maria"


def test_the_stick_figure_is_off_until_its_person_switches_it_on(people: People) -> None:
    client = signed_in(people.maria.user)
    page = client.get("/you/").content.decode()
    assert "Let my therapist see my movement as a stick figure" in page
    assert "Your care is the same either way" in page
    assert 'name="allow" value="yes"' in page
    client.post("/you/stick-figure/", {"allow": "yes"})
    assert trace_consent_of(people.maria) is not None
    page = client.get("/you/").content.decode()
    assert "on since" in page
    assert "Switching it off deletes every stick figure that is kept." in page
    assert 'name="allow" value="no"' in page


@pytest.mark.parametrize("said", [{"allow": "no"}, {}, {"allow": "perhaps"}])
def test_switched_off_it_says_what_was_deleted(people: People, said: dict[str, str]) -> None:
    """Anything but a plain yes is a no."""
    client = signed_in(people.maria.user)
    client.post("/you/stick-figure/", {"allow": "yes"})
    page = client.post("/you/stick-figure/", said, follow=True).content.decode()
    assert "Switched off. No stick figure is kept." in page
    assert trace_consent_of(people.maria) is None


def test_a_link_switches_nothing_on(people: People) -> None:
    assert signed_in(people.maria.user).get("/you/stick-figure/?allow=yes").status_code == 405
    assert trace_consent_of(people.maria) is None


def test_someone_else_allows_only_for_themselves(people: People) -> None:
    for who, client in everybody_else(people):
        response = client.post("/you/stick-figure/", {"allow": "yes"}, follow=True)
        holds_nothing_of_maria(people, response, who)
    assert trace_consent_of(people.maria) is None


def test_whom_two_clinics_treat_sees_either_programme(people: People) -> None:
    sign(people, people.maria, [SQUATS])
    newer = also_treated_at(people.maria, people.ines)
    sign(people, newer, [BRIDGES], days_ago=0)
    client = signed_in(people.maria.user)
    assert "glute-bridge" in client.get("/programme/").content.decode()
    assert "Show Riverside" in client.get("/you/").content.decode()
    client.post(f"/you/clinic/{people.maria.pk}/")
    page = client.get("/programme/").content.decode()
    assert "squat" in page.lower()
    assert "glute-bridge" not in page


def test_whom_one_clinic_treats_is_asked_nothing(people: People) -> None:
    assert "Your clinics" not in signed_in(people.maria.user).get("/you/").content.decode()


def test_someone_else_cannot_look_at_her_care(people: People) -> None:
    nothing_leaks(people, f"/you/clinic/{people.maria.pk}/", {})


@pytest.mark.parametrize(("who", "door"), [("ines", "/therapist/"), ("hanna", "/office/")])
def test_someone_who_works_in_a_clinic_and_is_treated_in_another_finds_the_way_to_work(
    people: People, who: str, door: str
) -> None:
    client = signed_in(getattr(people, who).user)
    joins(getattr(people, who).user, people.tom)
    assert f'href="{door}">To my work</a>' in client.get("/you/").content.decode()
    assert "To my work" not in signed_in(people.maria.user).get("/you/").content.decode()


def test_the_size_of_the_text_goes_with_the_person_and_stays_with_the_device(people: People) -> None:
    client = signed_in(people.maria.user)
    page = client.post("/you/reading/", {"text_size": "larger"}, follow=True).content.decode()
    assert "Saved." in page.split('id="reading"')[1].split("</section>")[0]
    assert 'data-text="larger"' in page.split("<head")[0]
    elsewhere = signed_in(people.maria.user)
    assert 'data-text="larger"' in elsewhere.get("/").content.decode().split("<head")[0]
    elsewhere.post("/account/logout/")
    assert 'data-text="larger"' in elsewhere.get("/account/login/").content.decode().split("<head")[0]


def test_a_cookie_cannot_choose_a_size_that_is_none(people: People, client: Client) -> None:
    client.cookies["text_size"] = 'x" onload="y'
    assert "onload" not in client.get("/account/login/").content.decode()


def test_reading_aloud_is_off_until_it_is_switched_on(people: People) -> None:
    client = signed_in(people.maria.user)
    assert "data-reads-aloud" not in client.get("/").content.decode()
    client.post("/you/reading/", {"text_size": "normal", "reads_aloud": "yes"})
    assert "data-reads-aloud" in client.get("/").content.decode().split("<head")[0]
    client.post("/you/reading/", {"text_size": "normal"})
    assert "data-reads-aloud" not in client.get("/").content.decode()


def test_how_one_is_coached_goes_into_the_session(people: People) -> None:
    sign(people, people.maria, [SQUATS])
    client = signed_in(people.maria.user)
    client.post("/you/coach/", {"tones": "yes", "volume": "25"})
    text = client.get("/exercise/").content.decode()
    plan = json.loads(re.findall(r'<script id="session-plan"[^>]*>(.*?)</script>', text, re.S)[0])
    assert plan["coach"] == {"speaks": False, "volume": 25, "tones": True, "vibrates": False}


def test_inches_and_pounds_are_shown_where_a_unit_stands(people: People) -> None:
    sign(people, people.maria, [PrescriptionDraft("one-arm-row", sets=2, reps=8, side="each")])
    client = signed_in(people.maria.user)
    assert "weight of 3 to 8 kg" in client.get("/exercise/").content.decode()
    client.post("/you/units/", {"units": "imperial"})
    assert "weight of 7 to 18 lb" in client.get("/exercise/").content.decode()


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ("reading", {"text_size": "huge"}),
        ("units", {"units": "ells"}),
        ("coach", {"volume": "101"}),
        ("coach", {"volume": "-1"}),
        ("coach", {"volume": "9999999999"}),
    ],
)
def test_what_is_not_offered_is_refused_and_changes_nothing(
    people: People, section: str, said: dict[str, str]
) -> None:
    assert signed_in(people.maria.user).post(f"/you/{section}/", said).status_code == 422
    kept = by_id(people.maria.user.pk)
    assert kept is not None
    assert Preferences.of(kept) == Preferences()


def test_she_sees_where_she_is_signed_in_and_ends_it_there(people: People) -> None:
    here, lost = signed_in(people.maria.user), signed_in(people.maria.user)
    phone = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"
    lost.get("/", headers={"User-Agent": phone})
    here.get(
        "/", headers={"User-Agent": "Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0"}
    )
    page = here.get("/you/").content.decode()
    assert page.index("Firefox on Windows") < page.index("Chrome on Android")
    device = SignedInDevice.objects.get(user=people.maria.user, name="Chrome on Android")
    page = here.post(f"/you/devices/{device.pk}/sign-out/", follow=True).content.decode()
    assert "Signed out." in page
    assert "Chrome on Android" not in page
    assert lost.get("/programme/").status_code == 302
    assert here.get("/programme/").status_code == 200


def test_all_others_are_signed_out_at_once_and_nobody_elses(people: People) -> None:
    here, jonas = signed_in(people.maria.user), signed_in(people.jonas.user)
    others = [signed_in(people.maria.user) for _ in range(3)]
    for client in (here, jonas, *others):
        client.get("/programme/")
    here.post("/you/devices/sign-out-others/")
    assert [client.get("/programme/").status_code for client in others] == [302] * 3
    assert [client.get("/programme/").status_code for client in (here, jonas)] == [200] * 2


def test_someone_else_signs_out_nothing_of_hers(people: People) -> None:
    hers = signed_in(people.maria.user)
    hers.get("/")
    device = SignedInDevice.objects.get(user=people.maria.user)
    nothing_leaks(people, f"/you/devices/{device.pk}/sign-out/", {})
    assert hers.get("/programme/").status_code == 200


def test_a_new_password_leaves_the_device_in_the_list_once(people: People) -> None:
    client = signed_in(people.maria.user)
    client.get("/")
    session = client.session
    old = session.session_key
    session.cycle_key()
    client.cookies["unbrace_session"] = str(session.session_key)
    with clock.set_to(clock.now() + timedelta(minutes=2)):
        client.get("/")
    assert session.session_key != old
    assert [one.session_key for one in SignedInDevice.objects.filter(user=people.maria.user)] == [
        session.session_key
    ]


def test_a_copy_is_asked_for_made_and_fetched(people: People) -> None:
    client = signed_in(people.maria.user)
    page = client.post("/you/copy/", follow=True).content.decode()
    assert "It is being put together." in page
    copy = newest_copy_of(people.maria.user)
    assert copy is not None
    make_copy(copy)
    page = client.get("/you/").content.decode()
    assert f'href="/you/copy/{copy.pk}/"' in page
    answer: Any = client.get(f"/you/copy/{copy.pk}/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="unbrace-my-data.zip"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    nothing_leaks(people, f"/you/copy/{copy.pk}/")


def test_every_yes_and_no_stands_there_with_its_day_and_its_wording(people: People) -> None:
    client = signed_in(people.maria.user)
    client.post("/you/stick-figure/", {"allow": "yes"})
    client.post("/you/stick-figure/", {"allow": "no"})
    page = client.get("/you/").content.decode().split("Every yes and no you gave")[-1]
    assert page.count("stick-figure/1") == 2
    assert page.index("<td>no</td>") < page.index("<td>yes</td>")


def test_what_she_said_to_a_report_and_to_another_clinic_stands_there_too(people: People) -> None:
    client = signed_in(people.maria.user)
    words = {"title": "Report", "sections": [], "opening": ["All of it"], "closing": []}
    draft = begin_report(by=people.tom.user, patient=people.maria, reader="insurer")
    report = sign_report(by=people.tom.user, draft=draft, content=words, read=mark_of(words))
    consent = ask_consent(by=people.tom.user, report=report, name="The <insurer>", email="i@example.org")
    transfer = propose_transfer(
        by=people.tom.user,
        patient=people.maria,
        to_clinic=people.hilltop,
        reason="You move.",
        ends_here=True,
        record=words,
    )
    before = client.get("/you/").content.decode().split("Every yes and no you gave")[-1]
    assert "Hilltop" not in before  # asked is not answered
    assert "insurer" not in before
    answer_consent(by=people.maria.user, consent=consent, yes=True)
    withdraw_consent(by=people.maria.user, consent=consent)
    answer_transfer(by=people.maria.user, transfer=transfer, along="")
    page = client.get("/you/").content.decode().split("Every yes and no you gave")[-1]
    for said in ("yes", "you took your yes back"):
        assert f"<td>A report about you to The &lt;insurer&gt;</td><td>{said}</td>" in page
    assert "<td>Your care goes over to Hilltop</td><td>no</td>" in page
    assert "insurer" not in signed_in(people.jonas.user).get("/you/").content.decode()


def test_she_withdraws_her_clips_and_keeps_her_words(people: People) -> None:
    client = signed_in(people.maria.user)
    message, _ = send_message(by=people.maria.user, patient=people.maria, key=uuid4(), text="Look at this")
    clip = Attachment.objects.create(message=message, kind="clip", state="ready", agreed_at=clock.now())
    assert "1 clip is kept" in client.get("/you/").content.decode()
    page = client.post("/you/clips/delete/", follow=True).content.decode()
    assert "Deleted. No clip of yours is kept." in page
    clip.refresh_from_db()
    assert (clip.state, clip.message.text) == ("gone", "Look at this")


@pytest.mark.parametrize(
    "where", ["reading", "coach", "units", "clips/delete", "copy", "devices/sign-out-others"]
)
def test_a_link_changes_no_setting(people: People, where: str) -> None:
    assert signed_in(people.maria.user).get(f"/you/{where}/").status_code == 405
