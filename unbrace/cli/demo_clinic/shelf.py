"""What the demo's therapists keep for themselves and for each other: templates and an exercise of their own."""

from __future__ import annotations

from dataclasses import replace

from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.programmes.actions import (
    PrescriptionDraft,
    Written,
    change_template,
    keep_template,
    retire_template,
    write_own_exercise,
)

THREE_DAYS = (0, 2, 4)
MOVING = [
    PrescriptionDraft("cat-camel", 2, 8, rest_s=30, part_of_day="morning"),
    PrescriptionDraft("glute-bridge", 2, 8, 3.0, rest_s=45, days=THREE_DAYS, circuit=1),
    PrescriptionDraft("squat", 2, 8, rest_s=45, days=THREE_DAYS, circuit=1),
]
STRONGER = [
    PrescriptionDraft("squat", 3, 8, rest_s=60, days=THREE_DAYS, tempo="2-1-3"),
    PrescriptionDraft("glute-bridge", 3, 10, 3.0, rest_s=60, days=THREE_DAYS),
    PrescriptionDraft("bird-dog-leg-only", 2, 6, 5.0, "each", 45, THREE_DAYS),
]
DESK = [
    PrescriptionDraft("chin-glide-back", 2, 8, rest_s=30, part_of_day="morning"),
    PrescriptionDraft("arm-lift", 2, 8, rest_s=30, part_of_day="evening"),
]
TOWEL = Written(
    title="Towel slide up the wall",
    why="Reaching up gets easier when the shoulder blade may glide.",
    position="standing",
    equipment=("wall", "towel"),
    steps="Stand an arm's length from a wall, a folded towel under both hands.\n"
    "Slide the towel up as far as it is easy, and breathe out on the way.\nLet it glide down again.",
    cues="Shoulders stay away from the ears.",
    stop="Stop when it pinches on top of the shoulder.",
    dose=PrescriptionDraft("own", 2, 8, rest_s=30),
    aims=("chest_shoulder_mobility",),
    cautions=("shoulder pain",),
)


def shelf(tom: Membership) -> None:
    clinic, by = tom.clinic, tom.user
    keep_template(by=by, clinic=clinic, name="Low back, first weeks", drafts=MOVING, shared_with="clinic")
    stronger = keep_template(
        by=by, clinic=clinic, name="Legs and back, stronger", drafts=STRONGER, shared_with="clinic"
    )
    slower = [replace(STRONGER[0], sets=2), *STRONGER[1:]]
    change_template(by=by, template=stronger, name="Legs and back, stronger", drafts=slower, starting_from=1)
    keep_template(by=by, clinic=clinic, name="Desk days", drafts=DESK)
    retire_template(by=by, template=keep_template(by=by, clinic=clinic, name="Old warm-up", drafts=DESK[:1]))
    write_own_exercise(by=by, clinic=clinic, written=TOWEL, shared=True)
