"""Writes small FIT files for tests: header, definitions, messages, checksums, as the protocol lays them out."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

EPOCH: Final = datetime(1989, 12, 31, tzinfo=UTC)
SESSION, MONITORING, FILE_ID = 18, 55, 0
ENUM, UINT16, UINT32 = (0x00, "B"), (0x84, "H"), (0x86, "I")
TYPES: Final = {1: ENUM, 2: UINT16, 4: UINT32}
WALKING, RUNNING_SPORT, WALKING_SPORT = 6, 1, 11


def seconds(moment: datetime) -> int:
    return int((moment - EPOCH).total_seconds())


def message(number: int, fields: Sequence[tuple[int, int, int]]) -> bytes:
    """A definition and one message of it: (field number, size in bytes, value)."""
    definition = struct.pack("<BBBHB", 0x40, 0, 0, number, len(fields))
    definition += b"".join(struct.pack("BBB", field, size, TYPES[size][0]) for field, size, _ in fields)
    data = b"\0" + b"".join(struct.pack("<" + TYPES[size][1], value) for _, size, value in fields)
    return definition + data


def walk(begin: datetime, minutes: float, sport: int = WALKING_SPORT) -> bytes:
    return message(SESSION, [(2, 4, seconds(begin)), (8, 4, round(minutes * 60_000)), (5, 1, sport)])


def steps_so_far(moment: datetime, steps: int) -> bytes:
    return message(MONITORING, [(253, 4, seconds(moment)), (5, 1, WALKING), (3, 4, steps)])


def steps_so_far_short(moment: datetime, steps: int) -> bytes:
    """With the lower 16 bits of the time alone."""
    return message(MONITORING, [(26, 2, seconds(moment) & 0xFFFF), (5, 1, WALKING), (3, 4, steps)])


def fit_file(*messages: bytes) -> bytes:
    body = message(FILE_ID, [(0, 1, 4)]) + b"".join(messages)
    head = struct.pack("<BBHI4s", 14, 0x10, 2132, len(body), b".FIT")
    head += struct.pack("<H", checksum(head))
    return head + body + struct.pack("<H", checksum(head + body))


def checksum(data: bytes) -> int:
    """The protocol's CRC-16 (polynomial 0xA001)."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ (0xA001 if crc & 1 else 0)
    return crc
