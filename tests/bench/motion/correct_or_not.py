"""M3: rightly or wrongly done? Told by the distance from a person's own first three right repetitions.

Features: every measure of the engine, read from the front and from the side, over one repetition: its course in ten
steps, from and to where it goes, how fast, and how long it all takes. From each the person's own first three right
repetitions are taken away; those three are not scored. The differences are measured in what right repetitions of the
nine other people differ from their own first three; then a ridge logistic regression of the differences and their
sizes, learned from the nine. How strong the ridge is, is chosen by leaving out each of the nine in turn, over all
movements together. Nothing is chosen by looking at the tenth.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from statistics import fmean
from typing import Any

import numpy as np

from tests.bench.motion.row import Row
from tests.bench.motion.ui_prmd import FPS, Episode, episodes
from unbrace.motion.body import Body
from unbrace.motion.measures import MEASURES

OWN, STEPS, EVERY = 3, 10, 2
PENALTIES = (0.001, 0.01, 0.1, 1.0)
FURTHEST = 8.0
"""In standard deviations; beyond, a difference is a difference."""

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


@dataclass
class Set:
    """All scored repetitions of one movement: rows of numbers, which are wrong, and whose they are."""

    rows: Any
    wrong: Any
    people: Any

    def without(self, *left_out: str) -> Any:
        return ~np.isin(self.people, left_out)

    @cached_property
    def persons(self) -> list[str]:
        return [str(who) for who in np.unique(self.people)]


def own_differences(raw: Any, wrong: Any, people: Any, order: Any) -> tuple[Any, Any]:
    """Each row less the mean of the person's own first three right ones; and which rows may be scored."""
    out, kept = raw.copy(), np.ones(len(raw), dtype=bool)
    for who in np.unique(people):
        right = np.flatnonzero((people == who) & ~wrong)
        first = right[np.argsort(order[right])[:OWN]]
        out[people == who] -= raw[first].mean(axis=0)
        kept[first] = False
    return out, kept


def scaled(of: Set, learn: Any) -> Any:
    """Differences in units of what right ones differ, as they are and as sizes. Learned from the rows `learn`."""
    usual = np.sqrt((of.rows[learn & ~of.wrong] ** 2).mean(axis=0))
    usual = np.maximum(usual, 0.1 * of.rows[learn].std(axis=0) + 1e-9)
    much = np.clip(of.rows / usual, -FURTHEST, FURTHEST)
    return np.concatenate([much, np.abs(much)], axis=1) / np.sqrt(2 * much.shape[1])


def called_wrong(x: Any, of: Set, learn: Any, ask: Any, penalty: float) -> Any:
    """Which of the rows `ask` a ridge logistic regression of the rows `learn` calls wrong; classes weigh alike.

    Solved in the space that the learning rows span: a few hundred rows, more than a thousand numbers each.
    """
    values, vectors = np.linalg.eigh(x[learn] @ x[learn].T)
    there = values > 1e-9
    size, vectors = np.sqrt(values[there]), vectors[:, there]
    known = np.column_stack([np.ones(learn.sum()), vectors * size])
    asked = np.column_stack([np.ones(ask.sum()), x[ask] @ x[learn].T @ vectors / size])
    return asked @ _weights(known, of.wrong[learn], penalty) > 0


def _weights(x: Any, wrong: Any, penalty: float) -> Any:
    """Newton's method; the first number of x is the constant and is not held down."""
    weight = np.where(wrong, 0.5 / wrong.mean(), 0.5 / (1 - wrong.mean()))
    beta, ridge = np.zeros(x.shape[1]), np.full(x.shape[1], penalty)
    ridge[0] = 1e-6
    for _ in range(25):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        curve = (x * (weight * p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(curve, x.T @ (weight * (wrong - p)) - ridge * beta)
        beta = beta + step
        if np.abs(step).max() < 1e-6:
            break
    return beta


def balanced(called: Any, wrong: Any) -> float:
    return float((called[wrong].mean() + (~called[~wrong]).mean()) / 2)


def accuracy(
    of: Set, who: str, others_left_out: tuple[str, ...], penalties: tuple[float, ...]
) -> list[float]:
    """Balanced accuracy on one person, for each penalty, learned without them and without `others_left_out`."""
    learn, ask = of.without(who, *others_left_out), ~of.without(who)
    x = scaled(of, learn)
    return [balanced(called_wrong(x, of, learn, ask, penalty), of.wrong[ask]) for penalty in penalties]


def penalty_without(sets: dict[str, Set], who: str) -> float:
    """The penalty that does best on the others, each left out in turn."""
    persons = [other for other in next(iter(sets.values())).persons if other != who]
    tried = [accuracy(of, other, (who,), PENALTIES) for of in sets.values() for other in persons]
    return PENALTIES[int(np.argmax(np.mean(tried, axis=0)))]


Scores = dict[str, dict[str, float]]
"""By movement and person."""


def scores(sets: dict[str, Set]) -> Scores:
    persons = next(iter(sets.values())).persons
    chosen = {who: penalty_without(sets, who) for who in persons}
    return {
        movement: {who: accuracy(of, who, (), (chosen[who],))[0] for who in persons}
        for movement, of in sets.items()
    }


def without_choosing(sets: dict[str, Set]) -> float:
    """Mean accuracy with one penalty for all, for the baselines."""
    return fmean(accuracy(of, who, (), (0.01,))[0] for of in sets.values() for who in of.persons)


def rows() -> Iterator[Row]:
    by_movement: dict[str, list[Episode]] = defaultdict(list)
    for episode in episodes():
        by_movement[episode.movement].append(episode)
    own, plain, lengths = {}, {}, {}
    for movement, those in by_movement.items():
        raw = np.array([features(one) for one in those])
        wrong = np.array([not one.correct for one in those])
        people = np.array([one.subject for one in those])
        differences, kept = own_differences(raw, wrong, people, np.array([one.repetition for one in those]))
        own[movement] = Set(differences[kept], wrong[kept], people[kept])
        plain[movement] = Set((raw - raw.mean(axis=0))[kept], wrong[kept], people[kept])
        lengths[movement] = Set((raw - raw.mean(axis=0))[kept, :1], wrong[kept], people[kept])
    yield from _said(scores(own), without_choosing(plain), without_choosing(lengths))


def _said(own: Scores, plain: float, lengths: float) -> Iterator[Row]:
    each = {movement: fmean(people.values()) for movement, people in own.items()}
    persons: dict[str, list[float]] = defaultdict(list)
    for people in own.values():
        for who, value in people.items():
            persons[who].append(value)
    worst, value = min(((who, fmean(values)) for who, values in persons.items()), key=lambda pair: pair[1])
    lowest, where = min(
        (value, f"{who} in {m}") for m, people in own.items() for who, value in people.items()
    )
    split = "10 people, leave one out; own first 3 right ones not scored"
    yield Row(
        "M3",
        "right or wrong, balanced accuracy",
        f"{100 * fmean(each.values()):.1f} %",
        "92 %; chance 50",
        f"{100 * plain:.1f} % without own baseline; {100 * lengths:.1f} % duration alone",
        split,
    )
    least = f"{100 * value:.0f} % over ten movements ({worst}); {100 * lowest:.0f} % in one ({where})"
    yield Row("M3", "worst person", least, "reported", "–", split)
    yield Row(
        "M3", "by movement, %", ", ".join(f"{m} {100 * v:.0f}" for m, v in each.items()), "–", "–", split
    )
