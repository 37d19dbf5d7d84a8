"""A starting group in plain words: "low back, stiffness is the main finding, over 12 weeks". The code stands in the
explanation, for whoever looks the rule up."""

from __future__ import annotations

from typing import Final

GROUPS: Final = {
    "LB-G": "low back, with pain in most parts of the body",
    "LB-R": "low back, with pain that travels into the leg",
    "LB-C": "low back, movement control first",
    "LB-M": "low back, stiffness first",
    "LB-O": "low back, no single finding stands out",
    "NK-G": "neck, with pain in most parts of the body",
    "NK-R": "neck, with pain that travels into the arm",
    "NK-H": "neck, with a headache that starts there",
    "NK-C": "neck, after an injury or tiring quickly in one position",
    "NK-M": "neck, stiffness first",
    "NK-O": "neck, no single finding stands out",
    "TH": "upper back",
}
DURATIONS: Final = {"acute": "under 6 weeks", "subacute": "6 to 12 weeks", "chronic": "12 weeks or longer"}
ADDITIONS: Final = {
    "P": "worry or low mood play a part",
    "older": "65 or older",
    "postop": "after surgery",
}


def group_words(name: str) -> str:
    """From the name the rules give a group; one of a later version is shown as it came."""
    first, *additions = name.split("+")
    code, _, duration = first.partition(" ")
    words = [GROUPS.get(code, code), DURATIONS.get(duration, duration)]
    return "; ".join(word for word in (*words, *(ADDITIONS.get(one, one) for one in additions)) if word)
