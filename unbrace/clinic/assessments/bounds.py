"""What a number somebody wrote down can be: the test says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from unbrace.clinic.refused import Refused

if TYPE_CHECKING:
    from unbrace.library.function_tests import FunctionTest


def check_by_hand(test: FunctionTest, given: Mapping[str, float]) -> None:
    """Raises `Refused` for a number that cannot be true, or a side the test does not have."""
    hand = test.without_camera
    for side, value in given.items():
        if not hand.lowest <= value <= hand.highest:
            raise Refused(
                "Write a number from {least} to {most}.",
                field=f"by_hand.{side}",
                least=f"{hand.lowest:g}",
                most=f"{hand.highest:g}",
            )
    sides = sides_of(test)
    if wrong := set(given) - set(sides):
        raise Refused("This test is not done on that side.", field=f"by_hand.{wrong.pop()}")


#: Wider than any body: degrees of one joint against its own start, seconds of the longest trial, stands and steps.
_FURTHEST = {"degrees": (-180.0, 360.0), "seconds": (0.0, 3600.0), "times": (0.0, 500.0)}
_ANY = (-1000.0, 1000.0)


def check_by_camera(test: FunctionTest, given: Mapping[str, float]) -> None:
    """The same for a number a therapist read off the person's camera, in the camera's unit."""
    if test.protocol is None:
        raise Refused("No camera measures this test. Say how you saw it.", field="how")
    lowest, highest = _FURTHEST.get(test.protocol.values[0].unit, _ANY)
    for side, value in given.items():
        if not lowest <= value <= highest:
            raise Refused(
                "Write a number from {least} to {most}.",
                field=f"by_hand.{side}",
                least=f"{lowest:g}",
                most=f"{highest:g}",
            )
    if wrong := set(given) - set(sides_of(test)):
        raise Refused("This test is not done on that side.", field=f"by_hand.{wrong.pop()}")


def sides_of(test: FunctionTest) -> tuple[str, ...]:
    """The sides a test is done on."""
    return ("left", "right") if test.protocol is not None and test.protocol.each_side else ("both",)
