"""M1, M5 and M6 where the truth is known by construction: counts, angles, error bands and faults of rendered people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.bench.motion import peak_counter
from tests.bench.motion.agreement import overlap
from tests.bench.motion.rendered import EXERCISES, MODELS, Clip, Seen, clips, everything_seen, look, places
from tests.bench.motion.row import Row, percentile, share
from unbrace.library.exercises import load_exercises
from unbrace.motion.movement import Sides
from unbrace.motion.result import Repetition

RIG = {
    "knee_flexion": "knee_flexion", "leg_fold": "knee_flexion", "hip_flexion": "hip_flexion",
    "shoulder_elevation": "shoulder_elevation", "arm_raise": "shoulder_elevation", "elbow_flexion": "elbow_flexion",
    "trunk_inclination": "trunk_inclination", "trunk_rotation": "trunk_rotation", "trunk_turn": "trunk_rotation",
    "neck_flexion": "neck_flexion",
}  # fmt: skip
"""The engine's measures in the rig's names. A trunk's tilt in the picture is lateral from the front, forward from
the side. Measures without an angle of the rig are not compared."""

FAULTS = {
    "knees_in": ("f_knee_in",), "trunk_lean": ("f_trunk_lean",), "lean_back": ("f_trunk_lean",),
    "forward_bend": ("f_trunk_lean",), "bent_knees": ("f_knee_bend",), "hips_turn": ("f_rot_pelvis",),
    "hip_twist": ("f_pelvis_twist", "f_pelvis_drop"), "twist": ("f_rot_pelvis", "f_twist_load", "f_trunk_twist"),
    "one_sided": ("f_asym", "f_shoulder_line"),
    "hips_lift": ("f_hip_pike", "f_hips_up"), "shallow": ("f_range",), "low": ("f_range",), "half_range": ("f_range",),
    "half": ("f_range",), "small": ("f_range",), "low_limbs": ("f_range",), "incomplete_stand": ("f_range",),
    "nod_instead": ("f_nod", "f_chin_poke", "f_neck_ext", "f_range"),
}  # fmt: skip
"""What the clips' faults are called in the catalogue. `rounded_back` and `stooped` are not in it: there is no landmark
between shoulders and hips, so no rule may claim to see them."""

RENDERED = "rendered people, 2 pose models; nothing fitted by clip"


def rows() -> Iterator[Row]:
    catalogue = load_exercises()
    seen = list(everything_seen(catalogue))
    yield from _counts(seen)
    yield from _nothing_done(catalogue)
    yield from _angles(seen)
    yield from _faults(seen)
    missing = sorted(set(EXERCISES) - {one.clip.name for one in seen})
    if missing:
        yield Row("M1", "clips of exercises without a movement yet", ", ".join(missing))


# --- M1: counts --------------------------------------------------------------------------------------------------


def _right(seen: Seen) -> bool:
    return seen.counts == seen.clip.expected


def _baseline_right(seen: Seen) -> bool:
    """The baseline cannot tell partial from full; all movements are enough for it."""
    both_ways = seen.movement.sides is Sides.ALTERNATING
    found = peak_counter.counted(places(seen.clip, seen.model), seen.clip.fps, both_ways)
    return len(found) == sum(seen.clip.expected)


def _counts(seen: list[Seen]) -> Iterator[Row]:
    suited = [one for one in seen if one.clip.suited]
    base, right = sum(map(_baseline_right, suited)), sum(map(_right, suited))
    yield Row(
        "M1",
        "sets counted exactly, full and partial, suited views",
        f"{share(right, len(suited))} ({right} of {len(suited)})",
        ".98",
        f"{share(base, len(suited))} (all movements alike)",
        f"{len(suited)} sets, {RENDERED}",
    )
    partial = [one for one in suited if one.clip.expected[1]]
    told = sum(one.counts[1] == one.clip.expected[1] for one in partial)
    yield Row(
        "M1",
        "partial told from full",
        share(told, len(partial)),
        ".98",
        "–",
        f"{len(partial)} sets with partials",
    )
    groups: dict[tuple[str, int], list[Seen]] = defaultdict(list)
    for one in seen:
        groups[one.exercise, one.clip.yaw].append(one)
    for (exercise, yaw), those in groups.items():
        suits = "" if those[0].clip.suited else " (unsuited)"
        wrong = [
            f"{one.model} {one.counts[0]}+{one.counts[1]} for {_said(one.clip)}"
            for one in those
            if not _right(one)
        ]
        base = sum(_baseline_right(one) for one in those)
        exact = f"{sum(map(_right, those))} of {len(those)}" + (f"; {', '.join(wrong)}" if wrong else "")
        yield Row(
            "M1",
            f"{exercise} from {yaw}°{suits}: exact",
            exact,
            "all" if not suits else "0, asked to turn",
            f"{base} of {len(those)}",
            f"{len(those)} sets",
        )
    unsuited = [one for one in seen if not one.clip.suited]
    if unsuited:
        good = sum(one.counts == (0, 0) or _right(one) for one in unsuited)
        turned = sum(one.asked_to_turn for one in unsuited)
        yield Row(
            "M1",
            "unsuited views: refused or right / asked to turn",
            f"{good} / {turned} of {len(unsuited)}",
            "all",
            "–",
            f"{len(unsuited)} sets",
        )


def _said(clip: Clip) -> str:
    return "{}+{}".format(*clip.expected)


def _nothing_done(catalogue: Any) -> Iterator[Row]:
    """Before and after the repetitions people shift, look round, lift a hand; desk sitters do nothing at all."""
    counted = sets = 0
    movements = [exercise.movement for exercise in catalogue if exercise.movement is not None]
    for clip in clips():
        if clip.truth["static"]:
            for movement in movements:
                for model in MODELS:
                    counted += sum(look(clip, model, movement, "advise").counts)
                    sets += 1
    yield Row("M1", "counted while somebody only sits", str(counted), "0", "–", f"{sets} looks at 3 clips")


# --- M1 and M5: angles -------------------------------------------------------------------------------------------


def true_range(clip: Clip, rep: dict[str, Any], measure: str, side: str) -> float | None:
    """How far the rig's own angle went in this repetition, degrees; None where the rig has no such angle."""
    name = RIG.get(measure)
    if measure == "trunk_tilt":
        name = "trunk_forward_lean" if abs(clip.yaw) % 180 > 45 else "trunk_lateral_tilt"
    if name is None:
        return None
    angles = clip.truth["angles"]
    sides = {"left": ("L",), "right": ("R",)}.get(side, ("L", "R"))
    tracks = [angles[name]] if name in angles else [angles[f"{name}_{one}"] for one in sides]
    start, end = rep["start"], min(rep["end"], len(tracks[0]) - 1)
    went = [max(abs(value - track[start]) for value in track[start : end + 1]) for track in tracks]
    return float(sum(went) / len(went))


def _matched(seen: Seen, found: Repetition) -> dict[str, Any] | None:
    span = (found.start_ms * seen.clip.fps / 1000, found.end_ms * seen.clip.fps / 1000)
    best = max(
        seen.clip.truth["reps"], key=lambda rep: overlap(span, (rep["start"], rep["end"])), default=None
    )
    return best if best and overlap(span, (best["start"], best["end"])) > 0.25 else None


def errors(seen: Seen) -> Iterator[tuple[float, float]]:
    """Reported less true range, and the band reported with it."""
    for found in seen.result.repetitions:
        rep = _matched(seen, found)
        if (
            rep is None
            or found.range_deg is None
            or found.error_band_deg is None
            or seen.movement.range is None
        ):
            continue
        true = true_range(seen.clip, rep, seen.movement.range.measure, found.side)
        if true is not None:
            yield found.range_deg - true, found.error_band_deg


def _angles(seen: list[Seen]) -> Iterator[Row]:
    by_exercise: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for one in seen:
        by_exercise[one.exercise] += list(errors(one))
    everything = [pair for pairs in by_exercise.values() for pair in pairs]
    for exercise, those in sorted(by_exercise.items()):
        if those:
            off = [abs(error) for error, _ in those]
            yield Row(
                "M1",
                f"{exercise}: angle error against the rig, 50 / 90 %",
                f"{percentile(off, 0.5):.0f}° / {percentile(off, 0.9):.0f}°",
                "–",
                "–",
                f"{len(off)} repetitions",
            )
    for exercise, those in [*sorted(by_exercise.items()), ("all", everything)]:
        if those:
            held = sum(abs(error) <= band for error, band in those)
            band = max(band for _, band in those)
            yield Row(
                "M5",
                f"{exercise}: true range within the band shown (±{band:.0f}° at most)",
                share(held, len(those)),
                ".90",
                "–",
                f"{len(those)} repetitions, rig",
            )


# --- M6: faults --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Hunt:
    """One set that shows a fault: whether the exercise looks for it, and whether it was recorded and spoken."""

    listed: bool
    recorded: bool
    spoken: bool


def _hunt(seen: Seen, fault: str) -> Hunt:
    wanted = set(FAULTS[fault])
    recorded = {tally.fault for tally in seen.result.faults}
    spoken = {event.fault for event in seen.spoken}
    listed = wanted & {str(known.id) for known in seen.movement.faults}
    return Hunt(bool(listed), bool(wanted & recorded), bool(wanted & spoken))


def _faults(seen: list[Seen]) -> Iterator[Row]:
    found: dict[tuple[str, str], list[Hunt]] = defaultdict(list)
    for one in seen:
        for fault in one.clip.truth["faults"] if one.clip.suited else ():
            if fault in FAULTS:
                found[one.exercise, fault].append(_hunt(one, fault))
    hunts = [hunt for those in found.values() for hunt in those]
    if hunts:
        spoken, recorded = sum(hunt.spoken for hunt in hunts), sum(hunt.recorded for hunt in hunts)
        measured = f"{share(spoken, len(hunts))} ({share(recorded, len(hunts))} recorded)"
        yield Row(
            "M6",
            "faulty sets in which the fault is spoken",
            measured,
            ".90",
            "–",
            f"{len(hunts)} sets, suited views",
        )
    for (exercise, fault), those in sorted(found.items()):
        spoken, recorded = sum(hunt.spoken for hunt in those), sum(hunt.recorded for hunt in those)
        listed = "" if those[0].listed else "; the exercise does not look for it"
        measured = f"{spoken} of {len(those)} spoken, {recorded} recorded{listed}"
        yield Row("M6", f"{exercise}: {fault.replace('_', ' ')}", measured, "all", "–", "sets")
    correct = [one for one in seen if one.clip.suited and not one.clip.truth["faults"]]
    cues = Counter(event.fault for one in correct for event in one.spoken)
    reps = sum(len(one.result.repetitions) for one in correct)
    which = f" ({', '.join(f'{fault} {n}' for fault, n in cues.items())})" if cues else ""
    if reps:
        yield Row(
            "M6",
            "false cues in 10 correct repetitions",
            f"{10 * cues.total() / reps:.2f}{which}",
            "1 at most",
            "–",
            f"{reps} repetitions, suited views",
        )
