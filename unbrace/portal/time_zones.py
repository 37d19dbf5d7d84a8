"""The time zones to choose from, in words."""

from functools import cache

from unbrace.clinic.accounts.queries import time_zones


@cache
def time_zone_choices() -> tuple[tuple[str, str], ...]:
    """As (name, words): ("Europe/Berlin", "Europe: Berlin"). UTC comes first."""
    named = sorted(time_zones() - {"UTC"})
    return (("UTC", "UTC"), *((name, name.replace("/", ": ", 1).replace("_", " ")) for name in named))
