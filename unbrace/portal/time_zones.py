"""The time zones to choose from: one per place, as IANA names them, without the technical ones."""

from functools import cache
from zoneinfo import available_timezones

AREAS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@cache
def time_zone_choices() -> tuple[tuple[str, str], ...]:
    """As (name, words): ("Europe/Berlin", "Europe: Berlin"). UTC comes first."""
    named = sorted(name for name in available_timezones() if name.split("/")[0] in AREAS and "/" in name)
    return (("UTC", "UTC"), *((name, name.replace("/", ": ", 1).replace("_", " ")) for name in named))
