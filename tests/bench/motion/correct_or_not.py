"""M3: rightly or wrongly done? Told by the distance from a person's own first three right repetitions.

Features: every measure of the engine, read from the front and from the side, over one repetition: its course in ten
steps, from and to where it goes, how fast, and how long it all takes. From each the person's own first three right
repetitions are taken away; those three are not scored. Then a logistic regression of the differences and their sizes,
learned from the nine other people. Nothing is chosen by looking at the tenth.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from statistics import fmean
from typing import Any

import numpy as np

from tests.bench.motion.row import Row
from tests.bench.motion.ui_prmd import FPS, Episode, episodes
from unbrace.motion.body import Body
from unbrace.motion.posture import MEASURES

OWN, STEPS, EVERY = 3, 10, 2
PENALTY = 30.0
SPLIT = "10 people, leave one out; own first 3 right ones as baseline, not scored"


def features(episode: Episode) -> Any:
    """One row of numbers for one repetition."""
    parts = [np.array([len(episode.kinect) / FPS])]
    for turned in (False, True):
        frames = list(episode.frames(turned))[::EVERY]
        bodies = [Body(frame) for frame in frames if frame.is_somebody]
        for measure in MEASURES.values():
            pairs = np.array([measure.read(body) for body in bodies], dtype=float)
            parts += [_of_course(pairs[:, side]) for side in ((0, 1) if measure.paired else (0,))]
    return np.nan_to_num(np.concatenate(parts))


def _of_course(values: Any) -> Any:
    """A measure's course in ten steps, its ends, and its greatest speed; zeros where it cannot be read."""
    seen = values[np.isfinite(values)]
    if len(seen) < 3:
        return np.zeros(STEPS + 3)
    if seen.max() - seen.min() > 180:
        seen = np.unwrap(seen, period=360)
    course = np.interp(np.linspace(0, len(seen) - 1, STEPS), np.arange(len(seen)), seen)
    speed = np.percentile(np.abs(np.diff(seen)), 95) * FPS / EVERY
    return np.array([*course, seen.min(), seen.max(), speed])


def learned(x: Any, wrong: Any) -> Any:
    """Weights of a ridge-penalised logistic regression, classes weighing alike; the first is the constant."""
    x = np.column_stack([np.ones(len(x)), x])
    weight = np.where(wrong, 0.5 / wrong.mean(), 0.5 / (1 - wrong.mean()))
    beta, ridge = np.zeros(x.shape[1]), np.full(x.shape[1], PENALTY)
    ridge[0] = 1e-6
    for _ in range(25):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        slope = x.T @ (weight * (wrong - p)) - ridge * beta
        curve = (x * (weight * p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        beta = beta + step
        if np.abs(step).max() < 1e-6:
            break
    return beta


def judged(x: Any, wrong: Any, people: Any, who: str) -> Any:
    """Whether each repetition of `who` is called wrong by what the others taught."""
    others = people != who
    middle, spread = x[others].mean(axis=0), x[others].std(axis=0) + 1e-9
    scaled = np.clip((x - middle) / spread, -5, 5) / np.sqrt(x.shape[1])
    beta = learned(scaled[others] * 10, wrong[others])
    return beta[0] + scaled[~others] * 10 @ beta[1:] > 0


def balanced(called: Any, wrong: Any) -> float:
    return float((called[wrong].mean() + (~called[~wrong]).mean()) / 2)


def own_difference(raw: Any, wrong: Any, people: Any, order: Any) -> tuple[Any, Any]:
    """Each row less the mean of the person's own first three right ones, and the size of that; and which rows count."""
    out, kept = raw.copy(), np.ones(len(raw), dtype=bool)
    for who in np.unique(people):
        right = np.flatnonzero((people == who) & ~wrong)
        first = right[np.argsort(order[right])[:OWN]]
        out[people == who] -= raw[first].mean(axis=0)
        kept[first] = False
    return np.concatenate([out, np.abs(out)], axis=1), kept


def rows() -> Iterator[Row]:
    by_movement: dict[str, list[Episode]] = defaultdict(list)
    for episode in episodes():
        by_movement[episode.movement].append(episode)
    own: dict[str, dict[str, float]] = {}
    plain: list[float] = []
    lengths: list[float] = []
    for movement, those in by_movement.items():
        raw = np.array([features(one) for one in those])
        wrong = np.array([not one.correct for one in those])
        people = np.array([one.subject for one in those])
        x, kept = own_difference(raw, wrong, people, np.array([one.repetition for one in those]))
        own[movement] = _by_person(x[kept], wrong[kept], people[kept])
        plain.append(fmean(_by_person(raw[kept], wrong[kept], people[kept]).values()))
        lengths.append(fmean(_by_person(raw[kept, :1], wrong[kept], people[kept]).values()))
    yield from _said(own, plain, lengths)


def _by_person(x: Any, wrong: Any, people: Any) -> dict[str, float]:
    return {
        str(who): balanced(judged(x, wrong, people, who), wrong[people == who]) for who in np.unique(people)
    }


def _said(own: dict[str, dict[str, float]], plain: list[float], lengths: list[float]) -> Iterator[Row]:
    each = {movement: fmean(people.values()) for movement, people in own.items()}
    persons: dict[str, list[float]] = defaultdict(list)
    for people in own.values():
        for who, value in people.items():
            persons[who].append(value)
    worst, value = min(((who, fmean(values)) for who, values in persons.items()), key=lambda pair: pair[1])
    lowest = min(value for people in own.values() for value in people.values())
    yield Row("M3", "right or wrong, balanced accuracy", f"{100 * fmean(each.values()):.1f} %", "92 %; chance 50",
              f"{100 * fmean(plain):.1f} % without own baseline; {100 * fmean(lengths):.1f} % duration alone", SPLIT)  # fmt: skip
    yield Row("M3", "worst person, mean of ten movements", f"{100 * value:.0f} % ({worst})", "reported", "–", SPLIT)
    yield Row("M3", "worst person in one movement", f"{100 * lowest:.0f} %", "reported", "–", SPLIT)
    yield Row("M3", "by movement, %", ", ".join(f"{m} {100 * v:.0f}" for m, v in each.items()), "–", "–", SPLIT)
