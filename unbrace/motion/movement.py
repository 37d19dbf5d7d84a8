"""What an exercise is, as the engine needs to know it: the `movement:` block of an `exercise.yaml`, frozen.

There is one definition. `unbrace/library` validates these very classes from YAML (pydantic does it in place), the
browser rebuilds them from plain JSON with `movement_from_json`, and the engine runs them. No exercise has a name here:
a squat, a bridge and an arm lift differ only in what their files say.

How a movement is described
    *counting* is the signal that says where in the repetition the person is. It must survive a poor view, so it is
    often not the angle a physiotherapist would report. It is followed from the person's own start, which is zero.
    *phases* are the stations of one repetition on that signal: start, the way out, the target, the way back.
    *range* is the angle that is reported. It is judged only from the views that list an error band.
    *faults* are ids of the fault catalogue, with the exercise's own limits where they differ.

Units: degrees, percent (of a body length that the measure names) and seconds; each field's name says which.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from unbrace.motion.measures import MEASURES, Unit


class Position(StrEnum):
    """How the person starts. The camera check and the counting wait for it. What each asks is in `framing`.

    `upright` is standing or sitting, whichever: the legs need not be in the picture. `lying` is on the back, the front,
    the side, or propped up on the forearms. `bowed` stands with the trunk bent forward.
    """

    STANDING = "standing"
    SITTING = "sitting"
    UPRIGHT = "upright"
    BOWED = "bowed"
    KNEELING = "kneeling"
    ON_HEELS = "on_heels"
    LYING = "lying"
    ALL_FOURS = "all_fours"


class View(StrEnum):
    """Where the camera stands, seen from the person: in front (or behind), at the side, or between the two."""

    FRONT = "front"
    OBLIQUE = "oblique"
    SIDE = "side"


class Sides(StrEnum):
    """Which side moves: both together, one after the other, or the one that was prescribed.

    `both` counts what the lesser side does: a squat on one leg is no squat. Where one side alone is the same movement
    done unevenly, `either` counts the one that goes further and leaves it to a fault to say so; what the other goes the
    other way is taken off, because that is the body tipping and not a side moving.
    """

    BOTH = "both"
    EITHER = "either"
    ALTERNATING = "alternating"
    ONE = "one"


class Side(StrEnum):
    """The person's own left or right."""

    LEFT = "left"
    RIGHT = "right"


class Kind(StrEnum):
    """Whether repetitions are counted, a position is held, or something goes on for a time.

    A hold lasts while the target phase does, and may begin there. A timed set lasts as long as the person can be seen,
    from the moment their start is known; what is counted meanwhile is counted along.
    """

    REPETITIONS = "repetitions"
    HOLD = "hold"
    TIMED = "timed"


class Direction(StrEnum):
    """Whether the measure grows or shrinks on the way out."""

    INCREASING = "increasing"
    DECREASING = "decreasing"


class Zero(StrEnum):
    """Where the signal's zero lies: the person's own start, the measure's own zero (for positions that are held), or
    the middle of the two ends (for movements to both sides, see `middle`)."""

    OWN_START = "own_start"
    MEASURE = "measure"
    MIDDLE = "middle"


class Role(StrEnum):
    """The part a phase plays in one repetition. See `phases` for the table of what follows what."""

    START = "start"
    OUT = "out"
    TARGET = "target"
    BACK = "back"


_ORDER = list(Role)

STILL_WHEN_NOTHING_COUNTS = 12.0
"""Degrees or percent by which a measure may waver and still be at rest, where the exercise has no start phase."""


class Anchor(StrEnum):
    """Parts of the body that stay where they are. When they move, the person is walking, not exercising."""

    FEET = "feet"
    KNEES = "knees"
    HIPS = "hips"
    SHOULDERS = "shoulders"


class FaultId(StrEnum):
    """The faults of the catalogue that a camera can see and the engine has a rule for, see `faults`.

    `f_breath` is not among them: holding one's breath is not visible.
    """

    RANGE = "f_range"
    OVER = "f_over"
    FAST = "f_fast"
    ASYM = "f_asym"
    HOLD = "f_hold"
    TRUNK_LEAN = "f_trunk_lean"
    HIP_SAG = "f_hip_sag"
    HIP_PIKE = "f_hip_pike"
    HIPS_UP = "f_hips_up"
    TRUNK_TWIST = "f_trunk_twist"
    PELVIS_DROP = "f_pelvis_drop"
    PELVIS_TWIST = "f_pelvis_twist"
    PELVIS_SHIFT = "f_pelvis_shift"
    ROT_PELVIS = "f_rot_pelvis"
    KNEE_IN = "f_knee_in"
    HEEL_LIFT = "f_heel_lift"
    KNEE_BEND = "f_knee_bend"
    ELBOW_BEND = "f_elbow_bend"
    SHRUG = "f_shrug"
    NECK_EXT = "f_neck_ext"
    CHIN_POKE = "f_chin_poke"
    PLOP = "f_plop"
    HANDS_PUSH = "f_hands_push"
    FOOT_MOVE = "f_foot_move"
    SHOULDER_LINE = "f_shoulder_line"
    FAR_LOAD = "f_far_load"
    TWIST_LOAD = "f_twist_load"
    NOD = "f_nod"


def _known_measure(name: str) -> None:
    if name not in MEASURES:
        raise ValueError(f"no measure is called {name!r}; there are: {', '.join(sorted(MEASURES))}")


@dataclass(frozen=True)
class Phase:
    """One station of a repetition and the value of the counting signal at which it is entered.

    `start` is entered when the signal falls below its value, `out` and `target` when it rises above theirs, `back`
    when it falls below its value after the target. Give degrees or percent, whichever the counting measure is in.
    """

    name: str
    role: Role
    enter_at_degrees: float | None = None
    enter_at_percent: float | None = None
    or_at_percent_of_peak: float = 0.0
    """Only for the start: a return to below this share of the repetition's own peak is a return, too."""

    def __post_init__(self) -> None:
        if (self.enter_at_degrees is None) == (self.enter_at_percent is None):
            raise ValueError(
                f"phase {self.name!r}: give enter_at_degrees or enter_at_percent, one of the two"
            )

    @property
    def enter_at(self) -> float:
        """The threshold in the counting measure's own unit."""
        value = self.enter_at_percent if self.enter_at_degrees is None else self.enter_at_degrees
        assert value is not None  # noqa: S101  (__post_init__ saw to it)
        return value


@dataclass(frozen=True)
class Counting:
    """The signal that is followed: one of `measures`, which way it moves, and where its zero lies.

    `start_wanders_degrees` (or percent) is how far from the first one a new start is believed when the person settles
    there, as after a change of stance. Left out, only as far as the start phase reaches: somebody lying on the floor
    has nowhere else to start from.

    `dips_degrees` (or percent) is how far the movement itself goes to the other side of the start: feet drawn back
    before rising, the hollow back of a cat-camel. Left out, only as far as the start phase reaches, and whoever stays
    further away has settled into a new start.
    """

    measure: str
    direction: Direction = Direction.INCREASING
    zero: Zero = Zero.OWN_START
    start_wanders_degrees: float | None = None
    start_wanders_percent: float | None = None
    dips_degrees: float | None = None
    dips_percent: float | None = None

    def __post_init__(self) -> None:
        _known_measure(self.measure)
        if self.zero is Zero.MIDDLE and not MEASURES[self.measure].signed:
            raise ValueError(f"counting: zero: {self.measure} has no two sides to lie in the middle of")

    def wander(self, otherwise: float) -> float:
        """How far the start may wander, in the measure's own unit."""
        given = (self.start_wanders_degrees, self.start_wanders_percent)
        return next((limit for limit in given if limit is not None), otherwise)

    def dips(self, otherwise: float) -> float:
        """How far beyond its start the movement goes, in the measure's own unit."""
        given = (self.dips_degrees, self.dips_percent)
        return next((limit for limit in given if limit is not None), otherwise)


@dataclass(frozen=True)
class Circling:
    """The exercise may as well be done as a circle: sways of this measure, so many percent at least, count as such."""

    measure: str
    least_percent: float

    def __post_init__(self) -> None:
        _known_measure(self.measure)
        if not MEASURES[self.measure].signed or self.least_percent <= 0:
            raise ValueError("circles: name a measure with two sides, and a least_percent above 0")


@dataclass(frozen=True)
class Range:
    """The angle that is reported, as change from the person's own start.

    `target_degrees` is what the exercise asks for, `limit_degrees` where it asks to stop. `error_band_degrees` lists
    the views from which the angle can be judged and how far off it may be; from any other view it is not reported.
    """

    measure: str
    target_degrees: float
    limit_degrees: float
    error_band_degrees: Mapping[View, float]
    direction: Direction = Direction.INCREASING

    def __post_init__(self) -> None:
        _known_measure(self.measure)
        if not 0 < self.target_degrees <= self.limit_degrees:
            raise ValueError("range: target_degrees must be above 0 and not above limit_degrees")


@dataclass(frozen=True)
class StartBand:
    """The start position also asks that this measure lies between these values."""

    measure: str
    from_degrees: float
    to_degrees: float

    def __post_init__(self) -> None:
        _known_measure(self.measure)
        if not self.from_degrees < self.to_degrees:
            raise ValueError(f"start: {self.measure}: from_degrees must be below to_degrees")


@dataclass(frozen=True)
class PlannedTempo:
    """The pace the exercise asks for, in seconds."""

    out_s: float
    pause_s: float
    back_s: float


@dataclass(frozen=True)
class Fault:
    """A fault of the catalogue to look out for. A limit replaces the catalogue's own; leave it out to keep that.

    `measure` replaces the one the catalogue's rule follows, where the body rests on something else: on the knees a
    plank ends there, so `hip_sag_over_knees`. `instead` marks what people do in place of the exercise: it is said even
    though it moves the counting signal so little that nothing is counted.
    """

    id: FaultId
    limit_degrees: float | None = None
    limit_percent: float | None = None
    limit_degrees_per_s: float | None = None
    measure: str | None = None
    instead: bool = False

    def __post_init__(self) -> None:
        if self.measure is not None:
            _known_measure(self.measure)

    @property
    def limit(self) -> float | None:
        """The limit in the fault's own unit, or None for the catalogue's."""
        given = (self.limit_degrees, self.limit_percent, self.limit_degrees_per_s)
        return next((limit for limit in given if limit is not None), None)


@dataclass(frozen=True)
class Movement:
    """One exercise. Times outside `shortest_s` to `longest_s` are not a repetition (Es5 of KIMORE: 0.7 to 15 s)."""

    position: Position
    view: View
    counts_from: tuple[View, ...]
    counting: Counting
    phases: tuple[Phase, ...] = ()
    """Four, in the order of the roles. A timed set may have none: then nothing is counted, and the counting measure is
    only what must be seen."""
    kind: Kind = Kind.REPETITIONS
    sides: Sides = Sides.BOTH
    range: Range | None = None
    circles: Circling | None = None
    start: tuple[StartBand, ...] = ()
    stays: tuple[Anchor, ...] = (Anchor.FEET,)
    tempo: PlannedTempo | None = None
    faults: tuple[Fault, ...] = ()
    shortest_s: float = 0.7
    longest_s: float = 15.0

    def __post_init__(self) -> None:
        if self.phases or self.kind is not Kind.TIMED:
            self._check_phases()
        if self.view not in self.counts_from:
            raise ValueError("counts_from: must contain the exercise's own view")
        if not 0 < self.shortest_s < self.longest_s:
            raise ValueError("shortest_s: must be above 0 and below longest_s")

    def _check_phases(self) -> None:
        if [phase.role for phase in self.phases] != _ORDER:
            raise ValueError("phases: list four, in the order start, out, target, back")
        start, out, target, back = (phase.enter_at for phase in self.phases)
        if not start < out < target or not start < back <= target:
            raise ValueError("phases: thresholds must rise from start over out to target, with back between")
        in_percent = MEASURES[self.counting.measure].unit is Unit.PERCENT
        if any((phase.enter_at_percent is not None) != in_percent for phase in self.phases):
            unit = "percent" if in_percent else "degrees"
            raise ValueError(f"phases: {self.counting.measure} is in {unit}: give enter_at_{unit}")

    @property
    def rest(self) -> float:
        """How far from zero is still the start, in the counting measure's own unit."""
        if not self.phases:
            return STILL_WHEN_NOTHING_COUNTS
        start, _, target, _ = (phase.enter_at for phase in self.phases)
        return target - start if self.counting.zero is Zero.MEASURE else start

    def phase(self, role: Role) -> Phase:
        """The phase that plays this part."""
        return self.phases[_ORDER.index(role)]

    def to_json(self) -> dict[str, Any]:
        """Plain dictionaries, lists and numbers; `movement_from_json` is the way back."""
        return asdict(self)


def movement_from_json(data: Mapping[str, Any]) -> Movement:
    """Build a `Movement` from plain JSON, in the browser or on the command line.

    Raises ValueError, KeyError or TypeError with the field in the message; authors see `library`'s wording instead.
    """
    given = dict(data)
    given["counts_from"] = tuple(View(view) for view in given["counts_from"])
    given["phases"] = tuple(Phase(**{**p, "role": Role(p["role"])}) for p in given.get("phases", ()))
    given["counting"] = _counting(given["counting"])
    given["range"] = _range(given.get("range"))
    given["circles"] = Circling(**given["circles"]) if given.get("circles") else None
    given["start"] = tuple(StartBand(**band) for band in given.get("start", ()))
    given["stays"] = tuple(Anchor(anchor) for anchor in given.get("stays", (Anchor.FEET,)))
    given["tempo"] = PlannedTempo(**given["tempo"]) if given.get("tempo") else None
    given["faults"] = tuple(
        Fault(**{**fault, "id": FaultId(fault["id"])}) for fault in given.get("faults", ())
    )
    for name, kind in (("position", Position), ("view", View), ("kind", Kind), ("sides", Sides)):
        if name in given:
            given[name] = kind(given[name])
    return Movement(**given)


def _counting(data: Mapping[str, Any]) -> Counting:
    direction = Direction(data.get("direction", Direction.INCREASING))
    zero = Zero(data.get("zero", Zero.OWN_START))
    return Counting(**{**data, "direction": direction, "zero": zero})


def _range(data: Mapping[str, Any] | None) -> Range | None:
    if data is None:
        return None
    bands = {View(view): float(band) for view, band in data["error_band_degrees"].items()}
    direction = Direction(data.get("direction", Direction.INCREASING))
    return Range(**{**data, "error_band_degrees": bands, "direction": direction})
