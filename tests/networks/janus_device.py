"""A device that speaks to janus over its WebSocket, as a browser does, and may say whatever it likes."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from websockets import Subprotocol
from websockets.sync.client import connect

from unbrace.clinic.group_classes.passing_on import PLUGIN

#: VideoRoom's own numbers: unauthorized, and a mandatory element (a secret, a key) is missing.
NOT_ALLOWED, NO_SECRET = 433, 429


class JanusDevice:
    """`token` is the signed one; None says none. `heard` is what came unasked."""

    def __init__(self, ws: str, token: str | None) -> None:
        self.ws, self.token = ws, token
        self.heard: list[dict[str, Any]] = []
        self._asked = 0
        self._session: int | None = None
        self._handle: int | None = None

    def __enter__(self) -> Self:
        self._line = connect(self.ws, subprotocols=[Subprotocol("janus-protocol")], proxy=None)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._line.close()

    def ask(self, **said: Any) -> dict[str, Any]:
        """The answer to one request; what comes in between is kept in `heard`."""
        self._asked += 1
        said |= {
            "transaction": str(self._asked),
            "token": self.token,
            "session_id": self._session,
            "handle_id": self._handle,
        }
        self._line.send(json.dumps({name: value for name, value in said.items() if value is not None}))
        while True:
            told: dict[str, Any] = json.loads(self._line.recv(10))
            if told.get("transaction") != said["transaction"]:
                self.heard.append(told)
            elif told["janus"] != "ack" or said["janus"] == "keepalive":
                return told

    def begins(self) -> bool:
        """Whether janus takes this device at all. Once more: a second handle, as for another picture."""
        self._handle = None
        if self._session is None:
            created = self.ask(janus="create")
            if created["janus"] != "success":
                return False
            self._session = created["data"]["id"]
        attached = self.ask(janus="attach", plugin=PLUGIN)
        if attached["janus"] != "success":
            return False
        self._handle = attached["data"]["id"]
        return True

    def says(self, jsep: dict[str, Any] | None = None, **body: Any) -> dict[str, Any]:
        """To the VideoRoom; gives what it says to that."""
        told = self.ask(janus="message", body=body, jsep=jsep)
        if told["janus"] == "error":
            return {"error_code": told["error"]["code"]}
        data: dict[str, Any] = told["plugindata"]["data"]
        return data | ({"jsep": told["jsep"]} if "jsep" in told else {})

    def joins(self, room: str, member: str, room_token: str | None) -> bool:
        """Whether it sits in the room now; else it was not allowed to, and for no other reason."""
        said: dict[str, Any] = {"token": room_token} if room_token is not None else {}
        told = self.says(request="join", ptype="publisher", room=room, id=member, **said)
        assert told.get("error_code") in (None, NOT_ALLOWED), told
        self.private = told.get("private_id")
        return told.get("videoroom") == "joined"

    def hears(self, what: Callable[[dict[str, Any]], bool], within_s: float = 5) -> bool:
        """Whether such a thing comes unasked, or has come."""
        until = time.monotonic() + within_s
        while not any(what(told) for told in self.heard):
            try:
                self.heard.append(json.loads(self._line.recv(max(0.0, until - time.monotonic()))))
            except TimeoutError:
                return False
        return True
