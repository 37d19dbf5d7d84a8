"""What is typed on the ledger's pages, as what the room takes. A field that cannot be read is said beside itself."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from unbrace.clinic.refused import Refused
from unbrace.clinic.remote_monitoring.actions import Stated, Terms

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

    from unbrace.clinic.remote_monitoring.models import Enrolment, WorkEntry

DAYS: Final = (
    ("consented_on", "The person said yes on", "Days before that never count."),
    ("begins_on", "The first period begins on", "Empty: on the day of the yes."),
    ("set_up_on", "Set up on", "Empty: not yet."),
    ("taught_on", "Taught on", "Empty: not yet."),
    ("ended_on", "Monitoring ended on", "Empty: it goes on."),
)


def terms_in(post: Mapping[str, str]) -> Terms:
    days = {name: _day(post, name) for name, *_ in DAYS}
    return Terms(**days, set_up_counted_before="set_up_counted_before" in post)


def terms_typed(terms: Enrolment | None, post: Mapping[str, str] | None) -> dict[str, object]:
    """What stands in the form: what was typed, or what holds now."""
    if post is not None:
        days = {name: post.get(name, "") for name, *_ in DAYS}
        return days | {"before": "set_up_counted_before" in post, "because": post.get("because", "")}
    days = {name: day.isoformat() if (day := getattr(terms, name, None)) else "" for name, *_ in DAYS}
    return days | {"before": bool(terms and terms.set_up_counted_before), "because": ""}


def stated_in(post: Mapping[str, str], zone: ZoneInfo, *, contact: bool) -> Stated:
    minutes = post.get("minutes", "").strip()
    way = post.get("way", "") if contact else ""
    if contact and not way:
        raise Refused("Choose how you talked to each other.", field="way")
    return Stated(
        begins_at=_moment(post, zone),
        minutes=int(minutes) if minutes.isascii() and minutes.isdigit() and len(minutes) < 5 else None,
        what=post.get("what", ""),
        way=way,
    )


def stated_typed(entry: WorkEntry, zone: ZoneInfo) -> dict[str, str]:
    begins = entry.begins_at.astimezone(zone)
    minutes = max(1, round((entry.ends_at - entry.begins_at) / timedelta(minutes=1)))
    return {
        "day": f"{begins:%Y-%m-%d}",
        "time": f"{begins:%H:%M}",
        "minutes": str(minutes),
        "what": entry.what,
        "way": entry.way,
    }


def _day(post: Mapping[str, str], name: str) -> date | None:
    text = post.get(name, "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refused("That is not a day. Write it like 2026-03-05.", field=name) from error


def _moment(post: Mapping[str, str], zone: ZoneInfo) -> datetime | None:
    day, time = post.get("day", "").strip(), post.get("time", "").strip()
    if not day or not time:
        return None
    try:
        return datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=zone)
    except ValueError as error:
        raise Refused("Write the day and the time, like 2026-03-05 and 14:30.", field="begins_at") from error
