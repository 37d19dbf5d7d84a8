"""The pacer as it stands on a page. It runs in the browser; without scripts the same count stands there in words."""

from dataclasses import dataclass

from django.utils.translation import ngettext


@dataclass(frozen=True)
class Pacer:
    """Whole seconds in and out, and for how many minutes."""

    in_s: int
    out_s: int
    minutes: int

    @property
    def breaths_a_minute(self) -> str:
        """About how many breaths that makes: "6", or "6.7"."""
        return f"{60 / (self.in_s + self.out_s):.1f}".removesuffix(".0")

    @property
    def minute_words(self) -> str:
        """ "1 minute", "3 minutes"."""
        return ngettext("{minutes} minute", "{minutes} minutes", self.minutes).format(minutes=self.minutes)
