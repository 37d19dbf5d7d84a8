"""What can be added: the whole library and the own exercises, searched by words and filtered. Works by posting; a
script does the same while somebody types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from unbrace.clinic.programmes.queries import catalogue
from unbrace.portal.pictures import start_picture

if TYPE_CHECKING:
    from django.http import QueryDict

    from unbrace.clinic.programmes.queries import Caution, OwnWords, Standing
    from unbrace.library.exercise import Exercise

TRACKING_WORDS: Final = {"camera": "counted by camera", "partly": "partly by camera", "tap": "timer or tap"}
#: The word a position is filtered by -> what its text has to hold.
POSITIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "standing": ("standing", "walking", "leaning", "bowed"),
    "sitting": ("sitting",),
    "lying": ("lying",),
    "hands and knees": ("hands and knees", "half kneeling", "heels", "hands and toes", "forearms"),
}
THINGS: Final = ("mat", "band", "chair", "wall", "weight", "step", "towel", "pillow")
NOTHING: Final = "nothing"
CAUTION_WORDS: Final = {
    "ruled_out": "ruled out",
    "asks_first": "asks for your yes",
    "with_change": "with a change",
}


@dataclass(frozen=True)
class Filters:
    """What was asked for; empty strings ask for everything. `calm`: only what nothing speaks against."""

    words: str = ""
    aim: str = ""
    position: str = ""
    thing: str = ""
    tracking: str = ""
    calm: bool = False

    @property
    def is_set(self) -> bool:
        return self != Filters()


@dataclass(frozen=True)
class Offer:
    """One exercise as the library shows it. `text` is what is searched, in small letters."""

    id: str
    title: str
    about: str
    picture: str
    text: str
    aims: tuple[str, ...]
    positions: tuple[str, ...]
    things: tuple[str, ...]
    tracking: str
    tracking_words: str
    own: bool = False
    is_there: bool = False
    caution: str = ""
    caution_words: str = ""
    out: bool = False


@dataclass(frozen=True)
class Library:
    """All offers in order; those that the filters leave out are marked, so that a script can bring them back."""

    offers: tuple[Offer, ...]
    filters: Filters
    found: int
    aims: tuple[tuple[str, str], ...]
    positions: tuple[str, ...] = tuple(POSITIONS)
    things: tuple[str, ...] = (NOTHING, *THINGS)
    tracking: tuple[tuple[str, str], ...] = tuple(TRACKING_WORDS.items())


def filters_in(post: QueryDict | None) -> Filters:
    if post is None or post.get("do") == "show-all":
        return Filters()
    return Filters(
        words=post.get("find", "").strip()[:60],
        aim=post.get("find_aim", ""),
        position=post.get("find_position", ""),
        thing=post.get("find_thing", ""),
        tracking=post.get("find_tracking", ""),
        calm="find_calm" in post,
    )


def library_for(
    filters: Filters, standing: Standing, own: Sequence[OwnWords], there: Sequence[str] = ()
) -> Library:
    """`there`: what stands in the programme already."""
    offers = []
    for offer in (*map(_of_own, own), *_shelf()):
        cautions = standing.of(offer.id)
        offers.append(_for_person(offer, cautions, offer.id in there, filters))
    return Library(
        offers=tuple(offers),
        filters=filters,
        found=sum(not offer.out for offer in offers),
        aims=tuple(sorted(catalogue().registers.aims.items(), key=lambda aim: aim[1])),
    )


def _for_person(offer: Offer, cautions: Sequence[Caution], is_there: bool, filters: Filters) -> Offer:
    worst = cautions[0] if cautions else None
    shown = Offer(
        **{
            **offer.__dict__,
            "is_there": is_there,
            "caution": worst.kind if worst else "",
            "caution_words": f"{CAUTION_WORDS[worst.kind]}: {worst.flag_words}" if worst else "",
        }
    )
    return Offer(**{**shown.__dict__, "out": not fits(shown, filters)})


def fits(offer: Offer, filters: Filters) -> bool:
    """Every word somewhere in its text, and every filter that is set."""
    return (
        all(word in offer.text for word in filters.words.casefold().split())
        and (not filters.aim or filters.aim in offer.aims)
        and (not filters.position or filters.position in offer.positions)
        and (not filters.thing or filters.thing in offer.things)
        and (not filters.tracking or filters.tracking == offer.tracking)
        and (not filters.calm or not offer.caution)
    )


@cache
def _shelf() -> tuple[Offer, ...]:
    """The library's offers: the same for everybody, so made once."""
    return tuple(_of_exercise(exercise) for exercise in catalogue())


def _of_exercise(exercise: Exercise) -> Offer:
    aims = catalogue().registers.aims
    needs = ", ".join(exercise.equipment) or "nothing needed"
    texts = (exercise.title, exercise.code, exercise.purpose, exercise.position, needs)
    return Offer(
        id=exercise.id,
        title=exercise.title,
        about=f"{exercise.position} · {needs}",
        picture=start_picture(exercise.id),
        text=" ".join((*texts, *(aims[aim] for aim in exercise.aims))).casefold(),
        aims=exercise.aims,
        positions=_positions(exercise.position),
        things=_things(exercise.equipment),
        tracking=exercise.tracking.value,
        tracking_words=TRACKING_WORDS[exercise.tracking.value],
    )


def _of_own(own: OwnWords) -> Offer:
    needs = ", ".join(own.equipment) or "nothing needed"
    known = catalogue().registers.aims
    return Offer(
        id=own.id,
        title=own.title,
        about=f"{own.position} · {needs}",
        picture="",
        text=" ".join(
            (own.title, own.steps, own.position, needs, "own", *(known.get(aim, "") for aim in own.aims))
        ).casefold(),
        aims=own.aims,
        positions=_positions(own.position),
        things=_things(own.equipment),
        tracking="tap",
        tracking_words=TRACKING_WORDS["tap"],
        own=True,
    )


def _positions(text: str) -> tuple[str, ...]:
    if text == "any":
        return tuple(POSITIONS)
    return tuple(name for name, words in POSITIONS.items() if any(word in text for word in words))


def _things(equipment: Sequence[str]) -> tuple[str, ...]:
    named = " ".join(equipment).replace("bag", "weight")
    needed = [one for one in equipment if "(optional)" not in one]
    return tuple(thing for thing in THINGS if thing in named) + (() if needed else (NOTHING,))
