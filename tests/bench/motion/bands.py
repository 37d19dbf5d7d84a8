"""M5: does the band shown with an angle hold the truth? Against Vicon, where the camera's error is somebody else's.

UI-PRMD says it of the measures themselves, read from Vicon's own markers, and of the Kinect; KERAAL of BlazePose and
one person. The rig's truth stands with M1. The angle is the engine's: its measure, its smoothing, change from the first
moments.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

import numpy as np

from tests.bench.motion import keraal, ui_prmd
from tests.bench.motion.beside import Absent
from tests.bench.motion.row import Row, percentile, share
from unbrace.library.exercises import load_exercises
from unbrace.library.skeletons.depth import needs_depth
from unbrace.motion.body import Body
from unbrace.motion.landmarks import Frame
from unbrace.motion.measures import MEASURES
from unbrace.motion.movement import Range, View
from unbrace.motion.smoothing import Signal

FIRST = 3

Error: TypeAlias = tuple[float, float]
"""Reported less true, and the band, degrees."""


def reported(frames: Iterable[Frame], asked: Range) -> list[float]:
    """How far the reported angle went on each side, as the engine would say it."""
    bodies = [(Body(frame), frame.t_ms / 1000) for frame in frames if frame.is_somebody]
    signal = Signal(MEASURES[asked.measure], asked.direction)
    signal.learn([signal.measure.read(body) for body, _ in bodies[:FIRST]])
    sides = list(zip(*[signal.follow(signal.measure.read(body), t_s) for body, t_s in bodies], strict=True))
    return [max(seen) for side in sides if (seen := [value for value in side if value is not None])]


def ranges() -> dict[str, Range]:
    """What each exercise reports."""
    return {
        exercise.id: exercise.movement.range
        for exercise in load_exercises()
        if exercise.movement is not None and exercise.movement.range is not None
    }


def bend(a: Any, b: Any, c: Any) -> Any:
    u, v = a - b, c - b
    cosine = (u * v).sum(axis=1) / np.linalg.norm(u, axis=1) / np.linalg.norm(v, axis=1)
    return 180 - np.degrees(np.arccos(np.clip(cosine, -1, 1)))


def knee_by_vicon(episode: ui_prmd.Episode) -> float:
    """Mean of both knees' change; the hip is taken as the middle of the side's pelvis markers."""
    went = []
    for side in "LR":
        hip = (episode.marker(f"{side}ASI") + episode.marker(f"{side}PSI")) / 2
        angle = bend(hip, episode.marker(f"{side}KNE"), episode.marker(f"{side}ANK"))
        went.append(float(np.nanmax(angle) - np.nanmedian(angle[:FIRST])))
    return sum(went) / 2


def arm_by_vicon(episode: ui_prmd.Episode, side: str) -> float:
    """Change of an upper arm's angle to the vertical."""
    arm = episode.marker(f"{side}ELB") - episode.marker(f"{side}SHO")
    angle = np.degrees(np.arccos(np.clip(-arm[:, 2] / np.linalg.norm(arm, axis=1), -1, 1)))
    return float(np.nanmax(angle) - np.nanmedian(angle[:FIRST]))


def before_vicon(asked: dict[str, Range]) -> Iterator[tuple[str, list[Error]]]:
    """UI-PRMD: knees in the deep squat from the side, arms in abduction from the front. Correct repetitions.

    The Kinect's knees are left out: as this copy rebuilt them they bend by 165 degrees.
    """
    found: dict[str, list[Error]] = {"knee, markers": [], "arm, markers": [], "arm, Kinect": []}
    for episode in ui_prmd.episodes():
        if episode.vicon is None or not episode.correct:
            continue
        if episode.movement == "m01" and "squat" in asked:
            both = reported(episode.frames_by_vicon(turned=True), asked["squat"])
            band = asked["squat"].error_band_degrees[View.SIDE]
            found["knee, markers"].append((sum(both) / len(both) - knee_by_vicon(episode), band))
        if episode.movement == "m07" and "arm-lift" in asked:
            band = asked["arm-lift"].error_band_degrees[View.FRONT]
            true = max(arm_by_vicon(episode, side) for side in "LR")
            for name, frames in (("markers", episode.frames_by_vicon()), ("Kinect", episode.frames())):
                found[f"arm, {name}"].append((max(reported(frames, asked["arm-lift"])) - true, band))
    yield "squat's knee read from Vicon's own markers", found["knee, markers"]
    yield "arm lifted sideways, read from Vicon's own markers", found["arm, markers"]
    yield "arm lifted sideways, Kinect against Vicon", found["arm, Kinect"]


def before_the_camera(asked: dict[str, Range]) -> Iterator[tuple[str, list[Error]]]:
    """KERAAL: arms and the trunk's side tilt, whichever an exercise of ours reports from the picture."""
    flat = {
        name: one
        for name, one in asked.items()
        if not needs_depth(one.measure) and View.FRONT in one.error_band_degrees
    }
    for exercise in ("arm-lift", "lateral-trunk-tilt"):
        found: list[Error] = []
        if exercise in flat:
            band = flat[exercise].error_band_degrees[View.FRONT]
            for take in keraal.takes():
                mine = sorted(reported(take.frames(), flat[exercise]))
                true = (
                    sorted(take.arm_swing(side) for side in (0, 1))
                    if exercise == "arm-lift"
                    else [take.trunk_tilt()]
                )
                found += [(a - b, band) for a, b in zip(mine[-len(true) :], true, strict=True)]
        yield f"{exercise}, BlazePose against Vicon", found


def rows() -> Iterator[Row]:
    asked = ranges()
    for source, split in (
        (before_vicon, "10 healthy people, correct repetitions; nothing fitted"),
        (before_the_camera, "one healthy person, 15 takes; nothing fitted"),
    ):
        try:
            for name, errors in source(asked):
                yield _row(name, [pair for pair in errors if np.isfinite(pair[0])], split)
        except Absent as matter:
            yield Row("M5", source.__name__.replace("_", " "), f"not measured: {matter}", ".90")


def _row(name: str, errors: list[Error], split: str) -> Row:
    if not errors:
        return Row("M5", name, "not measured: no movement reports it yet", ".90", "–", split)
    off = [abs(error) for error, _ in errors]
    held = sum(abs(error) <= band for error, band in errors)
    middle = sorted(error for error, _ in errors)[len(errors) // 2]
    measured = (
        f"{share(held, len(errors))} within ±{errors[0][1]:.0f}°; median {middle:+.0f}°, "
        f"90 % within {percentile(off, 0.9):.0f}°"
    )
    return Row("M5", name, measured, ".90", "–", f"{len(errors)} ranges; {split}")
