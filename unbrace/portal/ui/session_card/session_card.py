"""One session as people talk about it. Scores are words here, so that "not asked" can never turn into a nought."""

from dataclasses import dataclass

from django.utils.translation import gettext, gettext_noop, ngettext

from unbrace.portal.ui.range_chart.range_chart import RangeChart
from unbrace.portal.ui.rep_bar.rep_bar import RepBar


def score_words(value: int | None) -> str:
    """A score from 0 to 10 in words; None was not asked, and 0 is an answer."""
    return gettext("not asked") if value is None else gettext("{value} of 10").format(value=value)


def amount_words(bar: RepBar) -> str:
    """What was seen and what was claimed of what was asked, never added up: a claim is not a sight."""
    seconds = bar.unit == "seconds"
    asked = gettext("of {asked} s") if seconds else gettext("of {asked}")
    parts = {"seen": bar.seen, "claimed": bar.claimed, "asked": asked.format(asked=bar.prescribed)}
    if bar.claimed and not bar.seen:
        return gettext("{claimed} {asked} claimed").format(**parts)
    if bar.claimed:
        return gettext("{seen} {asked} seen, {claimed} claimed").format(**parts)
    return gettext("{seen} {asked} seen").format(**parts)


@dataclass(frozen=True)
class ExerciseDone:
    """One exercise of a session."""

    title: str
    bar: RepBar
    pain: int | None = None
    effort: int | None = None
    skipped: bool = False
    how: str = gettext_noop("with the camera")
    noticed: tuple[str, ...] = ()
    chart: RangeChart | None = None

    @property
    def pain_words(self) -> str:
        """Worst pain during this exercise."""
        return score_words(self.pain)

    @property
    def effort_words(self) -> str:
        """How hard it felt."""
        return score_words(self.effort)


@dataclass(frozen=True)
class SessionCard:
    """One session: when, how it felt, what was done."""

    heading: str
    when: str
    exercises: tuple[ExerciseDone, ...]
    pain_before: int | None = None
    next_morning: int | None = None
    withdrawn: bool = False
    corrected: bool = False
    edit_url: str = ""
    undo_url: str = ""
    restore_url: str = ""
    replay_url: str = ""
    comments: int = 0
    news: int = 0
    key: str = ""
    folded: bool = False
    safety: str = ""

    @property
    def gist(self) -> str:
        """What was done, in one line, for a folded card: "Squat 22 of 24 seen, 2 claimed · Bridge skipped"."""
        return " · ".join(
            f"{done.title} {gettext('skipped') if done.skipped else amount_words(done.bar)}"
            for done in self.exercises
        )

    @property
    def replay_words(self) -> str:
        """What waits behind the link: words of the therapist, or only the figure."""
        if not self.comments:
            return gettext("See it move")
        if self.comments == 1:
            return gettext("Your therapist wrote to a moment")
        words = ngettext(
            "Your therapist wrote to {n} moment", "Your therapist wrote to {n} moments", self.comments
        )
        return words.format(n=self.comments)

    @property
    def pain_before_words(self) -> str:
        """Pain before the session."""
        return score_words(self.pain_before)

    @property
    def next_morning_words(self) -> str:
        """Pain on the next morning."""
        return score_words(self.next_morning)
