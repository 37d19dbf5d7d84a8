"""A class's room lets in whom the house lets in, and nobody else. Asked of a real janus, configured by the house."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiortc import RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import AudioStreamTrack, MediaStreamError, MediaStreamTrack

from tests.networks.janus_device import NO_SECRET, NOT_ALLOWED, JanusDevice
from tests.networks.own_janus import OwnJanus
from unbrace.clinic.group_classes.passing_on import (
    TOKEN_LASTS,
    OutOfReach,
    PassingOn,
    Ticket,
    derived,
    new_mark,
    signed_token,
)
from unbrace.clinic.group_classes.tests.conftest import NOWHERE, SECRET


def now() -> datetime:
    return datetime.now(UTC)


def opened(janus: OwnJanus) -> str:
    room = new_mark()
    janus.passing_on.open(room, 3)
    return room


def ticket(janus: OwnJanus, room: str) -> Ticket:
    return janus.passing_on.hand_out(room, new_mark(), new_mark(), now())


def device(janus: OwnJanus, token: str | None = "") -> JanusDevice:
    return JanusDevice(janus.ws, signed_token(SECRET, now()) if token == "" else token)


def was_kicked(told: dict[str, Any]) -> bool:
    data = told.get("plugindata", {}).get("data", {})
    return bool(data.get("leaving") == "ok" and data.get("reason") == "kicked")


async def falls_silent(track: MediaStreamTrack, within_s: float = 15) -> bool:
    """Whether nothing comes any more for three seconds; Tom's voice comes fifty times a second."""
    until = asyncio.get_running_loop().time() + within_s
    while asyncio.get_running_loop().time() < until:
        try:
            await asyncio.wait_for(track.recv(), 3)
        except (TimeoutError, MediaStreamError):
            return True
    return False


def test_whoever_has_both_tokens_is_in_and_the_house_sees_them(running_janus: OwnJanus) -> None:
    room = opened(running_janus)
    mine = ticket(running_janus, room)

    with device(running_janus, mine.token) as maria:
        assert maria.begins()
        assert maria.joins(room, mine.member, mine.room_token)
        assert running_janus.passing_on.who_is_in(room) == {mine.member}
        assert running_janus.passing_on.who_is_in(opened(running_janus)) == frozenset()


@pytest.mark.parametrize(
    "token",
    [
        None,
        "",
        "old",
        "of another house",
        "for another plugin",
        "changed",
    ],
)
def test_without_a_fresh_signed_token_janus_takes_nobody(running_janus: OwnJanus, token: str | None) -> None:
    fresh = signed_token(SECRET, now())
    shown = {
        "": "nonsense",
        "old": signed_token(SECRET, now() - TOKEN_LASTS - timedelta(seconds=2)),
        "of another house": signed_token("another-secret", now()),
        "for another plugin": fresh.replace("videoroom", "echotest"),
        "changed": fresh[:-4] + "AAA=",
    }

    with device(running_janus, shown[token] if token is not None else None) as stranger:
        assert not stranger.begins()
    with device(running_janus, fresh) as somebody:
        assert somebody.begins()


def test_a_signed_token_that_ran_out_ends_a_session_that_runs_and_a_new_one_goes_on_with_it(
    running_janus: OwnJanus,
) -> None:
    with device(running_janus) as maria:
        assert maria.begins()
        maria.token = signed_token(SECRET, now() - TOKEN_LASTS - timedelta(seconds=2))
        assert (maria.ask(janus="keepalive"))["janus"] == "error"
        maria.token = signed_token(SECRET, now())
        assert (maria.ask(janus="keepalive"))["janus"] == "ack"


def test_a_stranger_with_a_guessed_room_gets_nothing(running_janus: OwnJanus) -> None:
    """Even one with a signed token: somebody of this house who has no place in this class."""
    room = opened(running_janus)
    mine = ticket(running_janus, room)

    with device(running_janus) as maria, device(running_janus) as stranger:
        assert maria.begins()
        maria.joins(room, mine.member, mine.room_token)
        assert stranger.begins()
        for shown in (None, "", new_mark()):
            assert not stranger.joins(room, new_mark(), shown)
        refused: dict[str, dict[str, Any]] = {
            "kick": {"id": mine.member},
            "allowed": {"action": "disable"},
            "destroy": {},
            "edit": {"new_pin": "x"},
            "enable_recording": {"record": True},
            "create": {"room": new_mark()},
            "rtp_forward": {"publisher_id": mine.member, "host": "127.0.0.1", "streams": []},
        }
        for request, more in refused.items():
            told = stranger.says(**({"request": request, "room": room} | more))
            assert told["error_code"] == NO_SECRET, request
        listed = stranger.says(request="list")
        assert listed["list"] == []
        assert running_janus.passing_on.who_is_in(room) == {mine.member}


def test_what_let_one_in_lets_nobody_else_in_afterwards(running_janus: OwnJanus) -> None:
    room = opened(running_janus)
    mine = ticket(running_janus, room)

    with device(running_janus) as maria, device(running_janus) as another:
        assert maria.begins()
        maria.joins(room, mine.member, mine.room_token)
        running_janus.passing_on.lock_behind(room, mine.room_token)
        running_janus.passing_on.lock_behind(room, mine.room_token)
        assert another.begins()
        assert not another.joins(room, new_mark(), mine.room_token)


def test_whoever_is_put_out_is_out_at_once_and_cannot_return_or_watch(running_janus: OwnJanus) -> None:
    """With everything they had: their signed token, the room's name, their old token, and the private number that lets
    somebody in the room watch the others."""
    room = opened(running_janus)
    teacher, mine = ticket(running_janus, room), ticket(running_janus, room)

    async def scene() -> None:
        voice, ear = RTCPeerConnection(), RTCPeerConnection()
        voice.addTrack(AudioStreamTrack())
        with device(running_janus) as tom, device(running_janus) as maria, device(running_janus) as eye:
            assert tom.begins()
            tom.joins(room, teacher.member, teacher.room_token)
            await voice.setLocalDescription(await voice.createOffer())
            offer = {"type": "offer", "sdp": voice.localDescription.sdp}
            answer = tom.says(jsep=offer, request="publish")
            await voice.setRemoteDescription(RTCSessionDescription(**answer["jsep"]))

            assert maria.begins()
            assert maria.joins(room, mine.member, mine.room_token)
            private = maria.private
            watch: dict[str, Any] = {"request": "join", "ptype": "subscriber", "room": room}
            watch |= {"streams": [{"feed": teacher.member}]}
            for _ in range(50):  # until his voice has arrived there
                assert eye.begins()
                if (seen := eye.says(**watch, private_id=private)).get("videoroom") == "attached":
                    break
                await asyncio.sleep(0.1)
            assert seen["videoroom"] == "attached", "whoever is in the room may watch"
            await ear.setRemoteDescription(RTCSessionDescription(**seen["jsep"]))
            await ear.setLocalDescription(await ear.createAnswer())
            answer = {"type": "answer", "sdp": ear.localDescription.sdp}
            assert eye.says(jsep=answer, request="start")["started"] == "ok"
            (place,) = ear.getTransceivers()
            for _ in range(50):
                await asyncio.wait_for(place.receiver.track.recv(), 10)

            running_janus.passing_on.lock_behind(room, mine.room_token)
            running_janus.passing_on.put_out(room, mine.member)
            assert maria.hears(was_kicked)
            assert await falls_silent(place.receiver.track), "what she had been hearing still reaches her"
            assert running_janus.passing_on.who_is_in(room) == {teacher.member}
            assert maria.begins()
            assert not maria.joins(room, mine.member, mine.room_token)
            for number in ({"private_id": private}, {"private_id": 12345}, {}):
                assert eye.begins()
                told = eye.says(**watch, **number)
                assert told["videoroom"] == "event"
                assert told["error_code"] == NOT_ALLOWED, told
            running_janus.passing_on.put_out(room, mine.member)
        await voice.close()
        await ear.close()

    asyncio.run(scene())


def test_a_room_is_closed_for_everybody_and_twice_is_once(running_janus: OwnJanus) -> None:
    room = opened(running_janus)
    running_janus.passing_on.open(room, 3)
    mine = ticket(running_janus, room)

    with device(running_janus) as maria:
        assert maria.begins()
        maria.joins(room, mine.member, mine.room_token)
        running_janus.passing_on.close(room)
        running_janus.passing_on.close(room)
        assert maria.hears(
            lambda told: told.get("plugindata", {}).get("data", {}).get("videoroom") == "destroyed"
        )
        assert running_janus.passing_on.who_is_in(room) == frozenset()


def test_a_janus_of_another_house_refuses_and_nobody_there_is_said(running_janus: OwnJanus) -> None:
    other = PassingOn(running_janus.passing_on.admin, "another-secret")
    for stranger in (other, PassingOn(NOWHERE, SECRET)):
        with pytest.raises(OutOfReach):
            stranger.open(new_mark(), 3)
        with pytest.raises(OutOfReach):
            stranger.who_is_in(new_mark())


@pytest.mark.parametrize(
    "admin", ["https://127.0.0.1/admin", "127.0.0.1:7088", "http://9.9.9.9:7088/admin", ""]
)
def test_its_administration_stands_on_no_public_address(admin: str) -> None:
    with pytest.raises(ValueError, match="administration"):
        PassingOn(admin, SECRET)


def test_each_purpose_has_a_secret_of_its_own_and_an_empty_one_is_none() -> None:
    made = {derived(SECRET, what) for what in ("token", "admin", "key", "room.a", "room.b")}
    assert len(made) == 5
    with pytest.raises(ValueError, match="no secret"):
        derived("", "token")
    with pytest.raises(ValueError, match="time zone"):
        signed_token(SECRET, datetime(2026, 11, 29))  # noqa: DTZ001
