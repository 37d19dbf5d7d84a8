"""Whether what a device says was done can be the answer to what was prescribed. Pure but for the prescription's type.

Not whether it is true: nobody can know that. What contradicts itself is refused with its field, for one of the two
halves is a mistake, and the rules would take it for a measurement.

A set seen by the camera may stand in an exercise marked as tapped: whoever changes over in the middle has both.
"""

from __future__ import annotations

from typing import Final

from unbrace.clinic.exercise_sessions.upload import ExerciseUpload
from unbrace.clinic.programmes.models import Prescription, Side
from unbrace.clinic.refused import Refused

A_FEW_MORE: Final = 3  # sets that somebody may add of their own accord
SIDES: Final[dict[str, frozenset[str]]] = {
    Side.BOTH.value: frozenset({"both"}),
    Side.EACH.value: frozenset({"left", "right"}),
    Side.LEFT.value: frozenset({"left"}),
    Side.RIGHT.value: frozenset({"right"}),
}


def check_against(prescription: Prescription, exercise: ExerciseUpload, where: str) -> None:
    """Raise `Refused` at the first set that cannot belong to this prescription; `where` names the exercise."""
    if exercise.skipped and exercise.sets:
        raise Refused(
            "It was skipped, and yet sets were done. Send one of the two.", field=f"{where}.skipped"
        )
    most = prescription.sets + A_FEW_MORE
    for index, one in enumerate(exercise.sets):
        field = f"{where}.sets[{index}]"
        if one.seen is not None and one.seen.exercise != prescription.exercise:
            raise Refused(
                "The camera followed another exercise than the one prescribed.",
                field=f"{field}.seen.exercise",
            )
        if one.side not in SIDES[prescription.side]:
            raise Refused("This side was not prescribed.", field=f"{field}.side")
        if one.number > most:
            raise Refused(
                "{sets} sets were prescribed; send {most} at most.",
                field=f"{field}.number",
                sets=prescription.sets,
                most=most,
            )
