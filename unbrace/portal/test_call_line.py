"""What the line passes on, and to whom."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from asgiref.testing import ApplicationCommunicator
from channels.db import database_sync_to_async

from tests.people import People, gather
from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.calls.models import Call
from unbrace.clinic.calls.queries import seat_of, ticket_for
from unbrace.clinic.calls.tests.conftest import visit_of
from unbrace.clinic.visits.models import State, Visit
from unbrace.portal.call_line import LONGEST, MOST_A_TURN, CallLine

pytestmark = pytest.mark.django_db(transaction=True)

OFFER = {"description": {"type": "offer", "sdp": "v=0"}}


class Device:
    """One device at the line, with what it has heard."""

    def __init__(self) -> None:
        scope = {"type": "websocket", "path": "/line/"}
        self.line: Any = ApplicationCommunicator(CallLine.as_asgi(), scope)  # type: ignore[no-untyped-call]
        self.id = str(uuid.uuid4())

    async def connects(self) -> None:
        await self.line.send_input({"type": "websocket.connect"})
        assert (await self.line.receive_output(timeout=20))["type"] == "websocket.accept"

    async def joins(self, user: User, visit: Visit, device: str = "main") -> dict[str, Any]:
        await self.connects()
        await self.says(
            {"kind": "join", "ticket": await _ticket(user, visit), "id": self.id, "device": device}
        )
        return await self.hears()

    async def says(self, told: Any) -> None:
        text = told if isinstance(told, str) else json.dumps(told)
        await self.line.send_input({"type": "websocket.receive", "text": text})

    async def hears(self) -> dict[str, Any]:
        return dict(json.loads((await self.line.receive_output(timeout=20))["text"]))

    async def hears_nothing(self) -> bool:
        return bool(await self.line.receive_nothing(timeout=0.3))

    async def is_closed(self) -> bool:
        return bool((await self.line.receive_output(timeout=20))["type"] == "websocket.close")

    async def is_gone(self) -> None:
        """The browser's tab was closed."""
        await self.line.send_input({"type": "websocket.disconnect", "code": 1001})


@database_sync_to_async
def _ticket(user: User, visit: Visit) -> str:
    seat = seat_of(user, visit.pk)
    return ticket_for(seat) if seat else "none"


def played(scene: Callable[[People, Visit], Awaitable[None]]) -> None:
    people = gather()
    asyncio.run(scene(people, visit_of(people)))  # type: ignore[arg-type]


async def both(people: People, visit: Visit) -> tuple[Device, Device]:
    """Maria waits, Tom is there."""
    maria, tom = Device(), Device()
    await maria.joins(people.maria.user, visit)
    await tom.joins(people.tom.user, visit)
    assert (await maria.hears())["kind"] == "arrived"
    assert (await tom.hears())["kind"] == "arrived"
    return maria, tom


async def let_in(maria: Device, tom: Device) -> None:
    await tom.says({"kind": "admit"})
    assert await tom.hears() == {"kind": "admitted"}
    assert await maria.hears() == {"kind": "admitted"}


def test_nobody_is_heard_before_being_let_in_and_both_are_afterwards() -> None:
    async def scene(people: People, visit: Visit) -> None:
        maria, tom = await both(people, visit)
        await maria.says({"kind": "signal", "to": f"therapist.{tom.id}", "signal": OFFER})
        assert await tom.hears_nothing()
        await let_in(maria, tom)
        await maria.says({"kind": "signal", "to": f"therapist.{tom.id}", "signal": OFFER})
        assert await tom.hears() == {"kind": "signal", "from": f"patient.{maria.id}", "signal": OFFER}
        assert await maria.hears_nothing()

    played(scene)
    assert Call.objects.get().admitted_at is not None


def test_a_person_who_lets_themselves_in_is_shown_out() -> None:
    async def scene(people: People, visit: Visit) -> None:
        maria, tom = await both(people, visit)
        await maria.says({"kind": "admit"})
        assert await maria.is_closed()
        await maria.is_gone()
        assert (await tom.hears())["kind"] == "left"

    played(scene)
    assert Call.objects.get().admitted_at is None


@pytest.mark.parametrize(
    "told",
    [
        "no json",
        "[]",
        {"kind": "join"},
        {"kind": "admit"},
        {"kind": "join", "device": "main", "id": "short", "ticket": ""},
        {"kind": "join", "device": "mirror", "id": str(uuid.UUID(int=1)), "ticket": ""},
        "x" * (LONGEST + 1),
    ],
    ids=lambda told: str(told)[:40],
)
def test_what_is_no_joining_closes_the_line(told: Any) -> None:
    async def scene(people: People, visit: Visit) -> None:
        device = Device()
        await device.connects()
        await device.says(told)
        assert await device.is_closed()

    played(scene)


def test_a_stranger_has_no_ticket_and_a_made_up_one_is_refused() -> None:
    async def scene(people: People, visit: Visit) -> None:
        for stranger in people.strangers.values():
            assert await Device().joins(stranger, visit) == {"kind": "refused", "why": "ticket"}

    played(scene)


def test_another_visit_hears_nothing_of_it() -> None:
    async def scene(people: People, visit: Visit) -> None:
        other = await database_sync_to_async(visit_of)(people)
        maria, tom = await both(people, visit)
        elsewhere = Device()
        await elsewhere.joins(people.tom.user, other)
        await let_in(maria, tom)
        await maria.says({"kind": "signal", "to": f"therapist.{elsewhere.id}", "signal": OFFER})
        assert await elsewhere.hears_nothing()

    played(scene)


def test_a_second_place_of_the_same_person_takes_over_and_a_second_camera_does_not() -> None:
    async def scene(people: People, visit: Visit) -> None:
        maria, tom = await both(people, visit)
        await let_in(maria, tom)
        desk = Device()
        assert (await desk.joins(people.maria.user, visit, "camera"))["admitted"] is True
        assert (await tom.hears())["peer"]["device"] == "camera"
        newer = Device()
        await newer.joins(people.maria.user, visit)
        heard = [await maria.hears(), await maria.hears()]
        assert {"kind": "refused", "why": "elsewhere"} in heard

    played(scene)


def test_nobody_takes_the_others_place_by_taking_their_devices_name() -> None:
    async def scene(people: People, visit: Visit) -> None:
        maria, tom = await both(people, visit)
        await let_in(maria, tom)
        maria_as_tom = Device()
        maria_as_tom.id = tom.id
        await maria_as_tom.joins(people.maria.user, visit, "camera")
        assert (await tom.hears())["peer"]["id"] == f"patient.{tom.id}"

    played(scene)


def test_the_end_is_heard_by_both_and_the_door_is_shut() -> None:
    async def scene(people: People, visit: Visit) -> None:
        maria, tom = await both(people, visit)
        await let_in(maria, tom)
        await tom.says({"kind": "end"})
        assert await maria.hears() == {"kind": "ended"}
        assert await Device().joins(people.maria.user, visit) == {"kind": "refused", "why": "ended"}

    played(scene)


def test_a_visit_that_is_cancelled_meanwhile_is_noticed_at_the_next_sign_of_life() -> None:
    @database_sync_to_async
    def cancel(visit: Visit) -> None:
        Visit.objects.filter(pk=visit.pk).update(state=State.CANCELLED, cancelled_at=clock.now())

    async def scene(people: People, visit: Visit) -> None:
        maria, _ = await both(people, visit)
        await cancel(visit)
        await maria.says({"kind": "still"})
        assert await maria.hears() == {"kind": "refused", "why": "ticket"}

    played(scene)


def test_a_sign_of_life_is_answered_so_that_a_dead_line_is_noticed() -> None:
    async def scene(people: People, visit: Visit) -> None:
        maria, _ = await both(people, visit)
        await maria.says({"kind": "still"})
        assert await maria.hears() == {"kind": "still"}

    played(scene)


def test_the_same_device_on_a_newer_line_is_no_news_and_the_old_line_ends_without_a_word() -> None:
    """Its network changed: the old line still looks open to us, and its end must not look like her going away."""

    async def scene(people: People, visit: Visit) -> None:
        maria, tom = await both(people, visit)
        newer = Device()
        newer.id = maria.id
        assert (await newer.joins(people.maria.user, visit))["kind"] == "welcome"
        assert (await tom.hears())["kind"] == "arrived"
        assert await maria.is_closed()
        await maria.is_gone()
        assert await tom.hears_nothing()

    played(scene)


def test_a_device_that_never_stops_talking_is_shown_out() -> None:
    async def scene(people: People, visit: Visit) -> None:
        maria, tom = await both(people, visit)
        for _ in range(MOST_A_TURN):
            await maria.says({"kind": "signal", "to": f"therapist.{tom.id}", "signal": OFFER})
        assert await maria.is_closed()

    played(scene)
