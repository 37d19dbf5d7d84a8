"""What a call does on real networks: two Chromium, each in a network of its own, and the clinic's relay between them.

Each figure is taken from the pictures: the moment at which frames of the other side are shown again, and go on.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.bench.figure import Figure, spread
from tests.journeys.calling import Together, now_ms, together
from tests.networks.town import EVERYTHING, POSSIBLE, WHY_NOT

TRIES, LOSSES, MOVES, RELAYS = 20, 10, 10, 10
LOST_FOR_MS, REST_MS = 5000, 6000


def set_up(call: Together) -> float:
    """From the press of “Let in” until both see a picture."""
    pressed = now_ms()
    call.tom.lets_in()
    return max(each.sees_again_after(pressed) for each in call.both)


def after_a_loss(call: Together) -> float:
    """Nothing arrives for five seconds. From its end until both pictures flow."""
    call.maria.home.loses(EVERYTHING)
    call.maria.page.wait_for_timeout(LOST_FOR_MS)
    call.maria.home.loses(0)
    return flow(call)


def after_a_move(call: Together) -> float:
    call.maria.home.moves()
    return flow(call)


def flow(call: Together) -> float:
    since = now_ms()
    return max(each.flows_again_after(since) for each in call.both)


def measured(times: int, call: Together, what: Callable[[Together], float]) -> list[float]:
    taken = []
    for _ in range(times):
        taken.append(what(call) / 1000)
        call.maria.page.wait_for_timeout(REST_MS)
    return taken


@contextmanager
def a_call(**settings: str) -> Iterator[Together]:
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as play,
        together(play, Path(folder), **settings) as call,
    ):
        yield call


def figures() -> list[Figure]:
    if not POSSIBLE:
        return [Figure("calls", "not measured", WHY_NOT)]
    with a_call() as call:
        set_ups = []
        for number in range(TRIES):
            call.meets_at_the_door(again=number > 0)
            set_ups.append(set_up(call) / 1000)
        call.maria.page.wait_for_timeout(REST_MS)
        losses = measured(LOSSES, call, after_a_loss)
        moves = measured(MOVES, call, after_a_move)
        apart = []
        for _ in range(RELAYS):
            call.town.keeps_apart("maria", "tom")
            apart.append(flow(call) / 1000)
            call.maria.page.wait_for_timeout(REST_MS)
            call.town.keeps_apart("maria", "tom", False)
            call.meets_at_the_door(again=True)
            set_up(call)
            call.maria.page.wait_for_timeout(REST_MS)
    with a_call(UNBRACE_RELAY_ONLY="1") as call:
        relayed = []
        for number in range(RELAYS):
            call.meets_at_the_door(again=number > 0)
            relayed.append(set_up(call) / 1000)
    return [
        Figure("call: let in to picture, both sides", spread(set_ups, "s"), "goal p95 < 1.5 s"),
        Figure(
            "call: through the relay alone, the same",
            spread(relayed, "s"),
            "goal p95 < 1.5 s, set for the direct way",
        ),
        Figure("call: picture back after 5 s without a network", spread(losses, "s"), "goal p95 < 3 s"),
        Figure("call: picture back after a changed address", spread(moves, "s"), "goal p95 < 5 s"),
        Figure("call: from the direct way to the relay", spread(apart, "s"), "no goal"),
    ]
