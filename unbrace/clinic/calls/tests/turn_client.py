"""A small TURN client over UDP (RFC 8489, RFC 8656), written for these tests: it asks, and says what was answered."""

from __future__ import annotations

import hashlib
import hmac
import os
import socket
import struct
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address
from types import TracebackType

from unbrace.clinic.calls.relay import Credential

COOKIE = 0x2112A442
ALLOCATE, CREATE_PERMISSION = 0x0003, 0x0008
USERNAME, INTEGRITY, ERROR, PEER, REALM, NONCE, FAMILY, TRANSPORT = 6, 8, 9, 0x12, 0x14, 0x15, 0x17, 0x19
UDP = 17
GRANTED = 0


@dataclass
class TurnClient:
    """One person's socket to the relay. `allocate` and `permit` give 0 for yes, or TURN's error number."""

    server: tuple[str, int]
    credential: Credential
    _realm: bytes = field(default=b"", init=False)
    _nonce: bytes = field(default=b"", init=False)

    def __enter__(self) -> TurnClient:
        family = socket.AF_INET6 if ":" in self.server[0] else socket.AF_INET
        self._socket = socket.socket(family, socket.SOCK_DGRAM)
        self._socket.settimeout(5)
        self._socket.connect(self.server)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._socket.close()

    def allocate(self) -> int:
        wanted = [(TRANSPORT, bytes([UDP, 0, 0, 0]))]
        if ":" in self.server[0]:
            wanted.append((FAMILY, bytes([2, 0, 0, 0])))
        return self._signed(ALLOCATE, wanted)

    def permit(self, peer: str) -> int:
        """May packets go to `peer`? Nothing is sent there by asking."""
        return self._signed(CREATE_PERMISSION, [(PEER, self._xored(peer))])

    def _signed(self, method: int, attributes: list[tuple[int, bytes]]) -> int:
        """Asks; the first time, and when the nonce has run out, once more with what the relay said."""
        for _ in range(2):
            code, answer = self._ask(method, attributes)
            if code not in (401, 438) or answer.get(NONCE, b"") == self._nonce:
                return code
            self._realm, self._nonce = answer.get(REALM, self._realm), answer[NONCE]
        return self._ask(method, attributes)[0]

    def _ask(self, method: int, attributes: list[tuple[int, bytes]]) -> tuple[int, dict[int, bytes]]:
        self._transaction = os.urandom(12)
        attributes = [(kind, self._with_transaction(kind, value)) for kind, value in attributes]
        if self._nonce:
            signed = [
                (USERNAME, self.credential.username.encode()),
                (REALM, self._realm),
                (NONCE, self._nonce),
            ]
            attributes += signed
        body = b"".join(_attribute(kind, value) for kind, value in attributes)
        if self._nonce:
            who = f"{self.credential.username}:{self._realm.decode()}:{self.credential.password}"
            key = hashlib.md5(who.encode()).digest()  # noqa: S324 - the protocol's own
            head = self._header(method, len(body) + 24)
            body += _attribute(INTEGRITY, hmac.new(key, head + body, hashlib.sha1).digest())
        self._socket.send(self._header(method, len(body)) + body)
        return _read(self._socket.recv(2048))

    def _header(self, method: int, length: int) -> bytes:
        return struct.pack("!HHI", method, length, COOKIE) + self._transaction

    def _xored(self, peer: str) -> bytes:
        address = ip_address(peer)
        kind = 2 if isinstance(address, IPv6Address) else 1
        return struct.pack("!BBH", 0, kind, 9 ^ (COOKIE >> 16)) + address.packed

    def _with_transaction(self, kind: int, value: bytes) -> bytes:
        """An address is written exclusive-or the message's own head (RFC 8489 14.2)."""
        if kind != PEER:
            return value
        mask = struct.pack("!I", COOKIE) + self._transaction
        return value[:4] + bytes(a ^ b for a, b in zip(value[4:], mask, strict=False))


def _attribute(kind: int, value: bytes) -> bytes:
    return struct.pack("!HH", kind, len(value)) + value + b"\0" * (-len(value) % 4)


def _read(data: bytes) -> tuple[int, dict[int, bytes]]:
    """The error number (0: granted) and the attributes."""
    attributes: dict[int, bytes] = {}
    at = 20
    while at + 4 <= len(data):
        kind, length = struct.unpack_from("!HH", data, at)
        attributes[kind] = data[at + 4 : at + 4 + length]
        at += 4 + length + -length % 4
    error = attributes.get(ERROR)
    return (error[2] * 100 + error[3] if error else GRANTED), attributes
