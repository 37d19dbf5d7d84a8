"""A video visit between two homes that are networks of their own: through losses, a move, a relay, and back.

What is asserted is that the call comes back, never how fast: `make bench-calls` measures that.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright, expect

from tests.journeys.calling import (
    DESK_CAMERA,
    MARIA,
    TOM,
    Caller,
    Together,
    booked_for_now,
    clinic_in_town,
    comes_in,
    now_ms,
    sees,
    together,
)
from tests.journeys.people import PATIENCE_MS
from tests.networks.town import EVERYTHING, POSSIBLE, WHY_NOT
from unbrace.clinic.calls.relay import credential

pytestmark = [pytest.mark.journey, pytest.mark.skipif(not POSSIBLE, reason=WHY_NOT), pytest.mark.alone]

RELAY_REFUSES = "The way through the clinic's relay has run out. A new one is being fetched."
#: The first passes that the page gets carry this way to the relay instead of the one the house gave.
STALE = """(() => {
  let left = %d;
  const real = window.fetch;
  window.fetch = async (...asked) => {
    const answer = await real(...asked);
    if (!String(asked[0]).endsWith('/pass/') || !answer.ok || left-- <= 0) return answer;
    const given = await answer.json();
    for (const server of given.servers) if (server.username) [server.username, server.credential] = %s;
    return new Response(JSON.stringify(given), { headers: { 'Content-Type': 'application/json' } });
  };
})()"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("town")


@pytest.fixture(scope="module")
def call(playwright: Playwright, folder: Path) -> Iterator[Together]:
    """Maria and Tom, each at home, in a call. Each test leaves it as it found it."""
    with together(playwright, folder, "maria", "tom", "desk") as met:
        met.meets_at_the_door()
        met.tom.lets_in()
        yield met


def meet(call: Together) -> None:
    """Both see and hear each other, from now on."""
    since = now_ms()
    for each in call.both:
        each.sees_again_after(since)
        each.hears_again()


def test_two_homes_meet_directly(call: Together) -> None:
    meet(call)
    assert [each.report()["own"] for each in call.both] == ["host", "host"]
    assert call.maria.home.address in " ".join(call.maria.addresses_said())


def test_a_second_device_in_a_third_home_shows_the_desk(
    call: Together, playwright: Playwright, folder: Path
) -> None:
    home = call.town.homes["desk"]
    with Caller.at(home, playwright, call.clinic, call.maria.visit, MARIA, folder) as desk:
        comes_in(desk.person, f"/visits/{desk.visit}/call/?device=camera", "Show this picture")
        call.tom.sees_again_after(now_ms(), DESK_CAMERA)
        meet(call)
        desk.presses("Leave")
        expect(call.tom.page.get_by_label(DESK_CAMERA, exact=True)).to_have_count(0, timeout=PATIENCE_MS)


def test_five_seconds_without_a_network_are_survived(call: Together) -> None:
    call.maria.home.loses(EVERYTHING)
    call.maria.page.wait_for_timeout(5000)
    call.maria.home.loses(0)
    meet(call)


def test_from_one_network_to_another(call: Together) -> None:
    old = call.maria.home.address
    call.maria.home.moves()
    since = now_ms()
    for each in call.both:
        each.flows_again_after(since)
        each.hears_again()
    assert call.maria.home.address != old
    assert call.maria.home.address in " ".join(call.maria.addresses_said())


def test_a_dead_tab_is_waited_for(call: Together) -> None:
    call.maria.person.loses_the_tab()
    expect(call.tom.page.get_by_text("The connection to Maria Weber broke.")).to_be_visible(
        timeout=PATIENCE_MS
    )
    call.maria.person.opens_a_new_tab()
    call.maria.listens_in()
    call.maria.comes_in()
    meet(call)


def test_unsteady_ways_carry_the_voice_and_the_picture_comes_back(call: Together) -> None:
    call.maria.home.loses(25)
    why = call.tom.page.get_by_text("The connection is unsteady: sound only, until it holds again.")
    own = call.maria.page.get_by_text("Your connection is unsteady: your picture rests")
    expect(own).to_be_visible(timeout=PATIENCE_MS)
    call.tom.hears_again()
    call.maria.home.loses(0)
    expect(own).to_be_hidden(timeout=2 * PATIENCE_MS)
    expect(why).to_be_hidden(timeout=PATIENCE_MS)
    meet(call)


def test_where_the_direct_way_closes_the_relay_carries_on(call: Together) -> None:
    call.town.keeps_apart("maria", "tom")
    since = now_ms()
    for each in call.both:
        each.flows_again_after(since)
        each.hears_again()
    assert "relay" in call.maria.report().values()
    call.town.keeps_apart("maria", "tom", False)


def test_a_peer_that_is_no_browser_sees_hears_and_writes(call: Together) -> None:
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in call.maria.person.context.cookies())
    call.maria.presses("Leave")
    peer_is = [
        sys.executable,
        "-m",
        "tests.journeys.another_peer",
        call.clinic.url,
        call.maria.visit,
        cookies,
    ]
    with call.maria.home.inside():
        peer = subprocess.Popen(peer_is, stdout=subprocess.PIPE, text=True)
    try:
        call.tom.page.get_by_text("Write", exact=True).first.click()
        expect(call.tom.page.get_by_role("log")).to_contain_text("Hello from no browser", timeout=PATIENCE_MS)
        sees(call.tom.page, "Maria Weber")
        call.tom.hears_again()
        assert peer.stdout is not None
        said: dict[str, Any] = {}
        until = time.monotonic() + 60
        while said.get("video", 0) < 20 or said.get("audio", 0) < 50:
            assert time.monotonic() < until, said
            said = json.loads(peer.stdout.readline())
        assert said["state"] == "connected"
    finally:
        peer.terminate()
        peer.wait(20)
    call.maria.presses("Come back in")
    call.maria.page.get_by_role("button", name="Come in", exact=True).click()
    meet(call)


@pytest.fixture(scope="module")
def relayed(call: Together, playwright: Playwright, folder: Path) -> Iterator[Together]:
    """The same house with the relay alone (`UNBRACE_RELAY_ONLY`), and the two homes kept apart.

    Maria's first two passes carry a credential that ended an hour ago.
    """
    secret = (call.clinic.data / "turn_secret").read_text().strip()
    ended = credential(secret, datetime.now(UTC) - timedelta(hours=2))
    stale = STALE % (2, json.dumps([ended.username, ended.password]))
    call.town.keeps_apart("maria", "tom")
    with clinic_in_town(call.town, call.clinic.data, UNBRACE_RELAY_ONLY="1") as house:
        visit = booked_for_now(house)
        homes = call.town.homes
        with (
            Caller.at(homes["maria"], playwright, house, visit, MARIA, folder) as maria,
            Caller.at(homes["tom"], playwright, house, visit, TOM, folder) as tom,
        ):
            maria.person.context.add_init_script(stale)
            met = Together(call.town, house, maria, tom)
            met.meets_at_the_door()
            tom.lets_in()
            yield met
    call.town.keeps_apart("maria", "tom", False)


def test_a_credential_that_has_run_out_is_said_and_fetched_anew(relayed: Together) -> None:
    meet(relayed)
    assert RELAY_REFUSES in relayed.maria.sentences()
    assert RELAY_REFUSES not in relayed.tom.sentences()


def test_with_the_relay_alone_no_address_of_a_home_is_told_to_the_other(relayed: Together) -> None:
    meet(relayed)
    for each in relayed.both:
        told = each.addresses_said()
        assert told, "no candidate crossed the line: nothing was looked at"
        assert all(" typ relay " in candidate for candidate in told), told
        assert each.home.address not in json.dumps(each.said)
        assert (each.report()["own"], each.report()["other"]) == ("relay", "relay")


def test_this_would_notice_an_address_of_a_home(call: Together) -> None:
    assert any(" typ host " in candidate for candidate in call.maria.addresses_said())
