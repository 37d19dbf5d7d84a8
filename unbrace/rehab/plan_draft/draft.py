"""What comes out: a draft for a therapist to sign, or the sentence that says why there is none."""

from dataclasses import dataclass

from unbrace.rehab.classification import Group
from unbrace.rehab.dosage import Dosage


@dataclass(frozen=True)
class AskTherapist:
    """No draft: a therapist looks first. Doubt is a value, not an error."""

    reason: str
    rules_version: str


@dataclass(frozen=True)
class Drafted:
    """One exercise with its first dose. `because` is what the therapist reads and signs; `changes` come from flags."""

    exercise: str
    code: str
    title: str
    dosage: Dosage
    minutes: float
    because: str
    changes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Day:
    """What is done on one day, for one group, and on how many days of a week at most."""

    group: Group
    exercises: tuple[Drafted, ...]
    days_per_week: int

    @property
    def minutes(self) -> float:
        """The whole day's time."""
        return sum(one.minutes for one in self.exercises)


@dataclass(frozen=True)
class Draft:
    """One day for one painful region; two that alternate for two, so that the time never doubles. Unsigned."""

    days: tuple[Day, ...]
    sources: tuple[str, ...]
    rules_version: str
