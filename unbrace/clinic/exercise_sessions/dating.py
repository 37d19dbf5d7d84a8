"""When a session was: by the device's own account, within what is possible. Pure.

A phone may be offline for weeks and its clock may be off by days, and the work still belongs to the day it was done.
So the device's times are taken, put right by what the device itself has measured against the server. Two bounds
remain that no true session crosses: it cannot end after it has arrived, and it cannot start before its programme was
signed, because the device did not have it yet. A time beyond a bound (plus `SKEW`) means a wrong clock that nobody
measured. Such a session is not thrown away, as the work was real; it is moved to the nearest possible time, marked
as dated by `bounds`, and what the device claimed is kept beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

SKEW = timedelta(minutes=5)


@dataclass(frozen=True)
class Dated:
    started_at: datetime
    ended_at: datetime
    by_device: bool


def date_session(
    started_at: datetime, ended_at: datetime, offset_s: float, signed_at: datetime, received_at: datetime
) -> Dated:
    """`offset_s` is what to add to the device's clock to get the server's. The length is kept where there is room."""
    behind = timedelta(seconds=offset_s)
    start, end = started_at + behind, ended_at + behind
    length = end - start
    if end > received_at:
        within = end <= received_at + SKEW
        end = received_at
        return Dated(max(end - length, min(signed_at, end)), end, within)
    if start < signed_at - SKEW:
        return Dated(signed_at, min(signed_at + length, received_at), False)
    return Dated(start, end, True)
