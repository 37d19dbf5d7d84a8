"""How somebody likes to read and to be coached, as one value: changed in parts, kept as a whole."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Final

from unbrace.clinic.accounts.models import TextSize, Units

if TYPE_CHECKING:
    from unbrace.clinic.accounts.models import User

LOUDEST: Final = 100


@dataclass(frozen=True)
class Preferences:
    """The names are those of the account's columns. `coach_volume` in percent of what the device is set to."""

    text_size: str = TextSize.NORMAL.value
    reads_aloud: bool = False
    units: str = Units.METRIC.value
    coach_speaks: bool = True
    coach_volume: int = LOUDEST
    coach_tones: bool = True
    coach_vibrates: bool = True

    def as_columns(self) -> dict[str, str | bool | int]:
        return asdict(self)

    @classmethod
    def of(cls, user: User) -> Preferences:
        """What this account says now."""
        return cls(**{field.name: getattr(user, field.name) for field in fields(cls)})
