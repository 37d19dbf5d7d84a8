"""The one place that speaks to janus, the program that passes the pictures of a class on (an SFU; docs/decisions/0039).

From device to device each of thirteen would send twelve pictures; so each sends one, and janus passes it on. It gets
no names: rooms and people are random marks, and the house alone knows whose they are. It is asked over its
administration's HTTP, on an address that is not public. Devices speak to it over a WebSocket, and need two things: a
signed token, which ends by itself within minutes, and a room's token, which is one person's and is taken from the
room's list once they are in.

Nothing here knows Django: addresses, secret and clock are handed in.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from http.client import HTTPConnection, HTTPException
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import urlsplit

PLUGIN: Final = "janus.plugin.videoroom"
#: A page gets a new one with each look, every two seconds; janus reads it at each request.
TOKEN_LASTS: Final = timedelta(minutes=3)
ANSWERS_WITHIN_S: Final = 3.0
#: The therapist's picture is large. 720 kbit/s for it, and the small ones ask for less by themselves.
MOST_BITS_A_SECOND: Final = 720_000
NO_SUCH_ROOM, ROOM_EXISTS, NO_SUCH_FEED = 426, 427, 428  # the codes of janus's VideoRoom


class OutOfReach(Exception):
    """janus does not answer, or refuses what only the house may ask."""


@dataclass(frozen=True)
class Ticket:
    """What one device needs to enter once. `token` lasts for minutes and is handed out anew; `room_token` is good until
    it is taken from the list."""

    room: str
    member: str
    token: str
    room_token: str


def derived(secret: str, what: str) -> str:
    """One secret of the house, and another one for each purpose: whoever learns one of them learns no other."""
    if not secret:
        raise ValueError("janus has no secret")
    return hmac.new(secret.encode(), f"unbrace.janus.{what}".encode(), hashlib.sha256).hexdigest()


def signed_token(secret: str, now: datetime, lasts: timedelta = TOKEN_LASTS) -> str:
    """Opens janus itself, for its VideoRoom only: "<unix second it ends>,janus,<plugin>", and base64 of the HMAC-SHA1
    of that (janus's `token_auth_secret`). Raises ValueError for a clock without a time zone."""
    if now.tzinfo is None:
        raise ValueError("the clock has no time zone")
    said = f"{int((now + lasts).timestamp())},janus,{PLUGIN}"
    digest = hmac.new(derived(secret, "token").encode(), said.encode(), hashlib.sha1).digest()
    return f"{said}:{base64.b64encode(digest).decode()}"


def new_mark() -> str:
    """A name that says nothing, for a room or for a person in it."""
    return secrets.token_hex(16)


@dataclass(frozen=True)
class PassingOn:
    """`admin` is the address of janus's administration, as in `http://127.0.0.1:7088/admin`."""

    admin: str
    secret: str

    def __post_init__(self) -> None:
        parts = urlsplit(self.admin)
        if parts.scheme != "http" or not parts.hostname:
            raise ValueError("the address of janus's administration begins with http:// and names a machine")
        try:
            public = ip_address(parts.hostname).is_global
        except ValueError:
            public = False  # a name: of a machine beside this one
        if public:
            raise ValueError("janus's administration must not stand on a public address")

    def open(self, room: str, places: int) -> None:
        """The room, with nobody in its list; twice is once. Private, unrecorded, closed to whoever is not in it."""
        self._ask(
            request="create",
            admin_key=derived(self.secret, "key"),
            room=room,
            secret=self._room_secret(room),
            is_private=True,
            permanent=False,
            publishers=places + 1,
            require_pvtid=True,
            allowed=[new_mark()],  # an empty list would let everybody in
            bitrate=MOST_BITS_A_SECOND,
            bitrate_cap=True,
            fir_freq=10,
            audiocodec="opus",
            videocodec="vp8",
            record=False,
            lock_record=True,
            allow=(ROOM_EXISTS,),
        )

    def hand_out(self, room: str, member: str, room_token: str, now: datetime) -> Ticket:
        """For one person and one device: what they show is in the room's list from now on."""
        self._allowed(room, "add", room_token)
        return Ticket(room, member, signed_token(self.secret, now), room_token)

    def lock_behind(self, room: str, room_token: str) -> None:
        """They are in, or out for good: what let them in lets nobody in any more."""
        self._allowed(room, "remove", room_token, allow=(NO_SUCH_ROOM,))

    def who_is_in(self, room: str) -> frozenset[str]:
        """The marks of whoever is in the room; nobody where the room is gone."""
        answer = self._ask(
            request="listparticipants",
            room=room,
            secret=self._room_secret(room),
            allow=(NO_SUCH_ROOM,),
        )
        return frozenset(str(one["id"]) for one in answer.get("participants", []))

    def put_out(self, room: str, member: str) -> None:
        """Whoever sits there does so no more. Being taken from the list alone would leave them; see `lock_behind`."""
        self._ask(
            request="kick",
            room=room,
            secret=self._room_secret(room),
            id=member,
            allow=(NO_SUCH_ROOM, NO_SUCH_FEED),
        )

    def close(self, room: str) -> None:
        """Everybody is out; twice is once."""
        self._ask(
            request="destroy",
            room=room,
            secret=self._room_secret(room),
            permanent=False,
            allow=(NO_SUCH_ROOM,),
        )

    def _allowed(self, room: str, action: str, token: str, allow: Collection[int] = ()) -> None:
        self._ask(
            request="allowed",
            room=room,
            secret=self._room_secret(room),
            action=action,
            allowed=[token],
            allow=allow,
        )

    def _room_secret(self, room: str) -> str:
        return derived(self.secret, f"room.{room}")

    def _ask(self, *, allow: Collection[int] = (), **request: Any) -> dict[str, Any]:
        """One question to the plugin, in one request: the administration needs no session. `allow`: refusals that
        are as good as an answer."""
        said = {
            "janus": "message_plugin",
            "transaction": new_mark(),
            "admin_secret": derived(self.secret, "admin"),
            "plugin": PLUGIN,
            "request": request,
        }
        told = self._post(said)
        if told.get("janus") != "success":
            raise OutOfReach(f"janus refuses: {told.get('error', {}).get('reason', 'no reason given')}")
        answer = told.get("response")
        if not isinstance(answer, dict):
            raise OutOfReach("janus answers in words that are not known here")
        code = answer.get("error_code")
        if code is not None and code not in allow:
            raise OutOfReach(f"janus refuses {request['request']}: {code}")
        return answer

    def _post(self, said: dict[str, Any]) -> dict[str, Any]:
        parts = urlsplit(self.admin)
        line = HTTPConnection(parts.hostname or "", parts.port or 80, timeout=ANSWERS_WITHIN_S)
        try:
            line.request("POST", parts.path or "/", json.dumps(said), {"Content-Type": "application/json"})
            told = json.loads(line.getresponse().read())
        except (OSError, HTTPException, ValueError) as error:
            raise OutOfReach("janus does not answer") from error
        finally:
            line.close()
        if not isinstance(told, dict):
            raise OutOfReach("janus answers in words that are not known here")
        return told
