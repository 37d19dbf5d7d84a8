"""Seen, claimed, not seen: three honest numbers, never one score.

*Seen* was counted by the camera, *claimed* is what the person says they did, *not seen* is what was prescribed minus
both. Nobody is told off for the third.
"""

from dataclasses import dataclass

from django.utils.translation import gettext


@dataclass(frozen=True)
class RepBar:
    """Counts of one exercise; `prescribed` may be smaller than what was done."""

    prescribed: int
    seen: int
    claimed: int = 0
    unit: str = "repetitions"

    @property
    def not_seen(self) -> int:
        """What is left of the prescription; never below zero."""
        return max(0, self.prescribed - self.seen - self.claimed)

    @property
    def total(self) -> int:
        """The whole length of the bar: the prescription, or more when more was done."""
        return max(self.prescribed, self.seen + self.claimed, 1)

    @property
    def claimed_end(self) -> int:
        """Where the claimed part of the bar ends."""
        return self.seen + self.claimed

    @property
    def sentence(self) -> str:
        """The same for those who listen: "8 seen, 2 claimed, 0 not seen of 10 repetitions."."""
        return gettext("{seen} seen, {claimed} claimed, {not_seen} not seen of {prescribed} {unit}.").format(
            seen=self.seen,
            claimed=self.claimed,
            not_seen=self.not_seen,
            prescribed=self.prescribed,
            unit=self.unit_words,
        )

    @property
    def unit_words(self) -> str:
        """ "repetitions" or "seconds", in the reader's language."""
        return gettext("seconds") if self.unit == "seconds" else gettext("repetitions")
