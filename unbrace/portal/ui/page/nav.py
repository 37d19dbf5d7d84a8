"""The few places of a door, as its navigation names them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext


@dataclass(frozen=True)
class Place:
    """One place of a door: `route` is its URL name, `within` the names of pages that belong to it."""

    label: str
    icon: str
    route: str
    within: tuple[str, ...] = ()


@dataclass(frozen=True)
class NavItem:
    """A place as it stands in the head of one page."""

    label: str
    icon: str
    url: str
    here: bool


def nav_for(request: HttpRequest, places: Iterable[Place]) -> list[NavItem]:
    """The door's places, the present one marked."""
    match = request.resolver_match
    here = match.view_name if match else ""
    return [NavItem(gettext(p.label), p.icon, reverse(p.route), here in (p.route, *p.within)) for p in places]
