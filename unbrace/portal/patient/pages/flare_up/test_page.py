"""The flare button, from the first day to the end."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.doors import everybody_else, holds_nothing_of_maria, signed_in
from tests.people import screened, sign
from unbrace.clinic import clock
from unbrace.clinic.check_ins.gate import flare_of, gate_of
from unbrace.clinic.check_ins.models import FlareRating, FlareUp
from unbrace.clinic.questionnaires.queries import Allowed
from unbrace.rehab.red_flags import AskedIn

if TYPE_CHECKING:
    from tests.people import People


def rate(people: People, pain: str) -> Any:
    return signed_in(people.maria.user).post("/flare-up/", {"pain": pain}, follow=True)


def test_from_day_0_to_the_end(people: People) -> None:
    sign(people, people.maria)
    client = signed_in(people.maria.user)
    assert "I am having a flare-up" in client.get("/").content.decode()
    # the safety questions come first
    assert "Question 1 of" in rate(people, "6").content.decode()
    assert gate_of(people.maria).allowed is Allowed.NOTHING
    screened(people.maria, asked_in=AskedIn.FLARE_UP)
    # then the calm plan; only what is gentle is open
    page = client.get("/").content.decode()
    assert "Calm first" in page
    assert "Start the session" not in page
    assert gate_of(people.maria).allowed is Allowed.SAFE_FLOOR
    assert "short walks" in client.get("/flare-up/").content.decode()
    with clock.set_to(clock.now() + timedelta(days=2)):
        assert "Gentle movement" in client.get("/flare-up/").content.decode()
    with clock.set_to(clock.now() + timedelta(days=4)):
        rate(people, "3")
        assert "Build up again" in client.get("/").content.decode()
        client.post("/flare-up/settled/", {"what_helped": "Walking"})
        assert flare_of(people.maria) is None
    assert FlareUp.objects.get().what_helped == "Walking"


def test_every_bad_day_asks_the_safety_questions_again(people: People) -> None:
    rate(people, "6")
    screened(people.maria, asked_in=AskedIn.FLARE_UP)
    with clock.set_to(clock.now() + timedelta(days=1)):
        assert gate_of(people.maria).due is None
        assert "Question 1 of" in rate(people, "5").content.decode()
    with clock.set_to(clock.now() + timedelta(days=1)):
        screened(people.maria, asked_in=AskedIn.FLARE_UP)
        assert gate_of(people.maria).due is None


def test_a_flare_up_needs_a_number(people: People) -> None:
    for raw in ("skip", "", "11", "six"):
        assert rate(people, raw).status_code == 422
    assert flare_of(people.maria) is None


def test_a_red_flag_in_a_flare_up_stops_everything(people: People) -> None:
    rate(people, "8")
    screened(people.maria, {"INF-1": "Y"}, asked_in=AskedIn.FLARE_UP)
    page = signed_in(people.maria.user).get("/").content.decode()
    assert "See a doctor today" in page
    assert "Calm first" not in page


def test_pressed_twice_it_is_one_flare_up(people: People) -> None:
    rate(people, "6")
    rate(people, "6")
    assert FlareUp.objects.count() == 1


def test_someone_else_sees_and_ends_only_their_own(people: People) -> None:
    rate(people, "6")
    for who, client in everybody_else(people):
        holds_nothing_of_maria(people, client.get("/flare-up/"), who)
        holds_nothing_of_maria(people, client.post("/flare-up/settled/"), who)
    assert flare_of(people.maria) is not None
    assert FlareRating.objects.filter(flare_up__patient=people.maria).count() == 1
