"""The first dose: 60 to 80 % of the usual one, and how many minutes it takes."""

from collections.abc import Collection
from dataclasses import replace

from unbrace.rehab.dosage import Dosage, Effort, Kind, Sides

SHARES = (0.7, 0.6)
LOWEST_SHARE, HIGHEST_SHARE = 0.6, 0.8
REP_S = 4.0
#: With a heart or blood pressure condition: no long holds, no hard effort (safety, section 6).
CARDIO_HOLD_S, CARDIO_EFFORT = 10.0, 3.0


def first_doses(dosage: Dosage, kind: Kind, flags: Collection[str] = ()) -> tuple[Dosage, ...]:
    """The first dose to try, then a smaller one for when time is short. Both 60-80 % where whole numbers allow it."""
    doses = dict.fromkeys(_for_flags(_share(dosage, share), kind, flags) for share in SHARES)
    return tuple(doses)


def minutes(dosage: Dosage) -> float:
    """How long it takes: repetitions at their tempo, holds, both sides, and the rest between sets."""
    held = dosage.hold_s or 0.0
    one_side = held if dosage.reps is None else dosage.reps * _rep_s(dosage)
    sides = 2 if dosage.side is Sides.EACH else 1
    return (dosage.sets * one_side * sides + (dosage.sets - 1) * dosage.rest_s) / 60


def _rep_s(dosage: Dosage) -> float:
    tempo = dosage.tempo
    moving = tempo.out_s + tempo.back_s if tempo else REP_S
    return moving + max(tempo.pause_s if tempo else 0.0, dosage.hold_s or 0.0)


def _share(dosage: Dosage, share: float) -> Dosage:
    """This share of repetitions, else of the hold, else of the sets: the nearest whole number within 60-80 %."""
    if dosage.reps is not None and (fewer := _within(dosage.reps, share)):
        return replace(dosage, reps=fewer)
    if dosage.reps is None and (shorter := _within(int(dosage.hold_s or 0), share)):
        return replace(dosage, hold_s=float(shorter))
    if fewer := _within(dosage.sets, share):
        return replace(dosage, sets=fewer)
    return replace(dosage, reps=max(1, dosage.reps - 1)) if dosage.reps else dosage


def _within(usual: int, share: float) -> int | None:
    """The whole number nearest to this share that lies within 60-80 % of the usual; None when there is none."""
    fitting = [n for n in range(1, usual) if LOWEST_SHARE * usual - 1e-9 <= n <= HIGHEST_SHARE * usual + 1e-9]
    return min(fitting, key=lambda n: (abs(n - share * usual), n)) if fitting else None


def _for_flags(dosage: Dosage, kind: Kind, flags: Collection[str]) -> Dosage:
    if "cardio" not in flags:
        return dosage
    usual = dosage.effort or Effort(0, CARDIO_EFFORT)
    calm = Effort(min(usual.lowest, CARDIO_EFFORT), min(usual.highest, CARDIO_EFFORT))
    if kind is not Kind.WALKING and dosage.reps is not None and dosage.hold_s is not None:
        return replace(dosage, effort=calm, hold_s=min(dosage.hold_s, CARDIO_HOLD_S))
    return replace(dosage, effort=calm)
