"""The line: where the devices of a call find each other. One WebSocket a device; everything it says is checked here.

It passes on addresses and keys (RFC 8829) and nothing else: picture, sound and words go from device to device, and the
house could not read them. A person who was not let in is told so and heard by nobody. What the line says is written in
`browser/call/line.ts`, which is its other end.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, Final

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer

from unbrace.clinic import clock
from unbrace.clinic.calls import actions
from unbrace.clinic.calls.queries import Door, Role, Seat, call_of, door_of, seat_by, seat_of
from unbrace.clinic.refused import CallersFault

LONGEST: Final = 64_000  # letters; the longest offer of a browser we know has 12,000
MOST_A_TURN: Final = 600  # between two signs of life, twenty seconds apart: candidates come in bursts
ID: Final = re.compile(r"[0-9a-f-]{36}")
DEVICES: Final = ("main", "camera")
POLICY: Final = 4008  # WebSocket close code of our own: what was said is no part of this


class CallLine(AsyncWebsocketConsumer):
    """One device of one person. Until it has joined it hears nothing and nobody hears it."""

    seat: Seat | None = None
    admitted = False
    said = 0
    peer: dict[str, str]

    async def connect(self) -> None:
        await self.accept()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        self.said += 1
        told = _read(text_data)
        if told is None or self.said > MOST_A_TURN:
            await self.close(POLICY)
        elif self.seat is None:
            await self._join(told)
        else:
            await self._act(told)

    async def disconnect(self, code: int) -> None:
        if self.seat is not None:
            await self._tell_all({"type": "device.left", "peer": self.peer["id"], "for_good": False})
            await self.channel_layer.group_discard(self._group, self.channel_name)

    # -- what this device says ---------------------------------------------------------------------------------------

    async def _join(self, told: dict[str, Any]) -> None:
        device, mark = told.get("device"), told.get("id")
        if told["kind"] != "join" or device not in DEVICES or not _is(mark, ID):
            return await self.close(POLICY)
        seat = await _seat_by(str(told.get("ticket", "")))
        refused, admitted = ("ticket", False) if seat is None else await _at_the_door(seat)
        if seat is None or refused:
            await self._say({"kind": "refused", "why": refused})
            return await self.close()
        self.seat, self.admitted = seat, admitted
        self._group = f"call.{seat.visit.pk}"
        # The role is ours to say: nobody can take another person's place by taking their device's name.
        self.peer = {"id": f"{seat.role}.{mark}", "role": str(seat.role), "device": str(device)}
        await self.channel_layer.group_add(self._group, self.channel_name)
        await self._say({"kind": "welcome", "role": seat.role, "admitted": admitted})
        await self._tell_all({"type": "device.arrived", "peer": self.peer, "answer_to": self.channel_name})
        return None

    async def _act(self, told: dict[str, Any]) -> None:
        match told["kind"]:
            case "still":
                await self._still()
            case "signal":
                await self._signal(told)
            case "admit":
                if await self._done(actions.admit):
                    await self._tell_all({"type": "person.admitted"})
            case "end":
                if await self._done(actions.end):
                    await self._tell_all({"type": "call.ended"})
            case "bye":
                await self._tell_all({"type": "device.left", "peer": self.peer["id"], "for_good": True})
            case _:
                await self.close(POLICY)

    async def _still(self) -> None:
        """A sign of life, and the moment to look whether this person may still be here. It is answered: a device whose
        network changed knows by that whether its line still leads anywhere."""
        self.said = 0
        if self.seat is None or await _seat_of(self.seat) is None:
            await self._say({"kind": "refused", "why": "ticket"})
            await self.close()
        else:
            await self._say({"kind": "still"})

    async def _signal(self, told: dict[str, Any]) -> None:
        if not self.admitted:
            return
        await self._tell_all(
            {
                "type": "device.signal",
                "from": self.peer["id"],
                "to": str(told.get("to")),
                "signal": told.get("signal"),
            }
        )

    async def _done(self, deed: Callable[..., Any]) -> bool:
        try:
            await database_sync_to_async(deed)(seat=self.seat)
        except CallersFault:
            await self.close(POLICY)
            return False
        return True

    # -- what the others' devices say ----------------------------------------------------------------------------------

    async def device_arrived(self, event: dict[str, Any]) -> None:
        peer = event["peer"]
        if peer["id"] == self.peer["id"]:
            if event["answer_to"] not in ("", self.channel_name):
                # The same device on a newer line: this one leads nowhere any more, and its end is no news.
                self.seat = None
                await self.channel_layer.group_discard(self._group, self.channel_name)
                await self.close()
            return
        if (peer["role"], peer["device"]) == (self.peer["role"], self.peer["device"]):
            # Somebody opened the call a second time: the newer place holds.
            await self._say({"kind": "refused", "why": "elsewhere"})
            await self.close()
            return
        await self._say({"kind": "arrived", "peer": peer})
        if event["answer_to"] and self.seat is not None:
            here = {"type": "device.arrived", "peer": self.peer, "answer_to": ""}
            await self.channel_layer.send(event["answer_to"], here)

    async def device_left(self, event: dict[str, Any]) -> None:
        if event["peer"] != self.peer["id"]:
            await self._say({"kind": "left", "peer": event["peer"], "for_good": event["for_good"]})

    async def device_signal(self, event: dict[str, Any]) -> None:
        if event["to"] == self.peer["id"] and self.admitted:
            await self._say({"kind": "signal", "from": event["from"], "signal": event["signal"]})

    async def person_admitted(self, event: dict[str, Any]) -> None:
        self.admitted = True
        await self._say({"kind": "admitted"})

    async def call_ended(self, event: dict[str, Any]) -> None:
        await self._say({"kind": "ended"})
        await self.close()

    # -- small words ---------------------------------------------------------------------------------------------------

    async def _say(self, said: dict[str, Any]) -> None:
        await self.send(json.dumps(said))

    async def _tell_all(self, event: dict[str, Any]) -> None:
        await self.channel_layer.group_send(self._group, event)


def _read(text: str | None) -> dict[str, Any] | None:
    if text is None or len(text) > LONGEST:
        return None
    try:
        told = json.loads(text)
    except ValueError:
        return None
    return told if isinstance(told, dict) and isinstance(told.get("kind"), str) else None


def _is(value: Any, shape: re.Pattern[str]) -> bool:
    return isinstance(value, str) and shape.fullmatch(value) is not None


_seat_by = database_sync_to_async(seat_by)


@database_sync_to_async
def _seat_of(seat: Seat) -> Seat | None:
    return seat_of(seat.user, seat.visit.pk)


@database_sync_to_async
def _at_the_door(seat: Seat) -> tuple[str, bool]:
    """Why this person cannot come in now ("" if they can), and whether they were let in before."""
    if door_of(seat.visit, clock.now()) is not Door.OPEN:
        return "closed", False
    call = actions.open_door(seat=seat) if seat.role is Role.THERAPIST else call_of(seat.visit)
    if call is not None and call.ended_at is not None:
        return "ended", False
    return "", call is not None and call.admitted_at is not None
