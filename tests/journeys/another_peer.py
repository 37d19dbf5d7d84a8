"""A peer that is no browser (aiortc): it speaks our line as `browser/call/line.ts` writes it, and nothing more.

    python -m tests.journeys.another_peer ADDRESS VISIT COOKIES

It sits in Maria's seat, sends a test picture and silence, and prints one line of JSON a second: how many frames of
picture and sound it has received from the other side.
"""

from __future__ import annotations

import asyncio
import json
import sys
import urllib.request
import uuid
from collections import Counter
from typing import Any

from aiortc import (
    RTCConfiguration,
    RTCIceServer,
    RTCPeerConnection,
    RTCSessionDescription,
    VideoStreamTrack,
)
from aiortc.mediastreams import AudioStreamTrack, MediaStreamError
from aiortc.sdp import candidate_from_sdp
from websockets.asyncio.client import ClientConnection, connect


def pass_of(address: str, visit: str, cookies: str) -> dict[str, Any]:
    """As the page fetches it."""
    token = dict(cookie.split("=", 1) for cookie in cookies.split("; "))["csrftoken"]
    asked = urllib.request.Request(
        f"{address}/visits/{visit}/call/pass/",
        method="POST",
        headers={"Cookie": cookies, "X-CSRFToken": token, "Origin": address, "Referer": f"{address}/"},
    )
    with urllib.request.urlopen(asked, timeout=20) as answer:
        given: dict[str, Any] = json.load(answer)
    return given


class Peer:
    """One connection to the therapist's device. As the person's side it answers, and never offers."""

    def __init__(self, line: ClientConnection, servers: list[dict[str, Any]]) -> None:
        self.line = line
        self.got: Counter[str] = Counter()
        self.words: list[str] = []
        self.receiving: set[asyncio.Task[None]] = set()
        self.connection = RTCPeerConnection(RTCConfiguration([RTCIceServer(**one) for one in servers]))
        self.talk = self.connection.createDataChannel("talk", negotiated=True, id=0)
        self.talk.on("message", self.words.append)
        self.talk.on(
            "open", lambda: self.talk.send(json.dumps({"kind": "words", "text": "Hello from no browser"}))
        )
        self.connection.on("track", self.receives)

    def receives(self, track: Any) -> None:
        async def on_and_on() -> None:
            try:
                while True:
                    await track.recv()
                    self.got[track.kind] += 1
            except MediaStreamError:
                return

        task = asyncio.create_task(on_and_on())
        self.receiving.add(task)

    async def hears(self, said: dict[str, Any]) -> None:
        if said["kind"] != "signal":
            return
        signal = said["signal"]
        if "description" in signal:
            await self.answers(RTCSessionDescription(**signal["description"]), said["from"])
        elif (found := signal["candidate"]) and found["candidate"]:
            candidate = candidate_from_sdp(found["candidate"].removeprefix("candidate:"))
            candidate.sdpMid, candidate.sdpMLineIndex = found["sdpMid"], found["sdpMLineIndex"]
            await self.connection.addIceCandidate(candidate)

    async def answers(self, offer: RTCSessionDescription, to: str) -> None:
        await self.connection.setRemoteDescription(offer)
        own = {"audio": AudioStreamTrack, "video": VideoStreamTrack}
        for place in self.connection.getTransceivers():
            if place.sender.track is None:
                place.direction = "sendrecv"
                place.sender.replaceTrack(own[place.kind]())
        await self.connection.setLocalDescription(await self.connection.createAnswer())
        made = self.connection.localDescription
        description = {"type": made.type, "sdp": made.sdp}
        await self.line.send(json.dumps({"kind": "signal", "to": to, "signal": {"description": description}}))


async def main(address: str, visit: str, cookies: str) -> None:
    given = pass_of(address, visit, cookies)
    async with connect(address.replace("http", "ws") + "/line/") as line:
        peer = Peer(line, given["servers"])
        joins = {"kind": "join", "ticket": given["ticket"], "id": str(uuid.uuid4()), "device": "main"}
        await line.send(json.dumps(joins))
        counting = asyncio.create_task(says_what_came(peer))
        async for text in line:
            await peer.hears(json.loads(text))
            if counting.done():
                break
        await peer.connection.close()


async def says_what_came(peer: Peer) -> None:
    while True:
        print(
            json.dumps({**peer.got, "state": peer.connection.connectionState, "words": peer.words}),
            flush=True,
        )
        await asyncio.sleep(1)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:4]))
