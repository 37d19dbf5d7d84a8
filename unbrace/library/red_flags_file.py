"""What `red_flags/screen.yaml` may say. The descriptions are read out to the author when an entry is missing."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from unbrace.library.exercise_file import Text, Written
from unbrace.rehab.red_flags import AnswerKind, AskedIn, Region

ItemId = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,3}-\d$")]
UrgencyCode = Literal["OK", "P", "D", "S", "E"]


class PartText(Written):
    """One step of a question as it is shown."""

    ask: Text = Field(description="the question of this step")
    any_of: tuple[Text, ...] = Field(default=(), description="a list to tick, where one is enough")


class CountRule(Written):
    """From how many parts on a count means something."""

    count: int = Field(ge=1, le=5, description="from how many on")
    urgency: UrgencyCode = Field(description="OK, P, D, S or E")


class ItemText(Written):
    """One question of the screen."""

    id: ItemId = Field(description="its id, such as CES-1")
    regions: tuple[Region, ...] = Field(min_length=1, description="low_back, upper_back, neck")
    question: Text = Field(description="the whole question, as a clinician signs it")
    short: Text | None = Field(default=None, description="a few words for the weekly list")
    parts: tuple[PartText, ...] = Field(default=(), description="how it is shown, one step after the other")
    follows: ItemId | None = Field(default=None, description="the question without which it is not asked")
    answer: AnswerKind = Field(description="yes_no_unsure, yes_no or count")
    if_yes: UrgencyCode | None = Field(default=None, description="the urgency of a yes")
    if_unsure: UrgencyCode | None = Field(default=None, description="the urgency of not being sure")
    if_count_at_least: CountRule | None = Field(default=None, description="for a count: from how many on")
    asked_in: tuple[AskedIn, ...] = Field(min_length=1, description="ONB, CHK, FLR, PRE, PSS")
    concern: Text = Field(description="what it may point to, in a few words for the therapist")
    source: Text = Field(description="where the question comes from")


class ScreenFile(Written):
    """All entries of `screen.yaml`."""

    version: Text = Field(description="raised with every change of a question, answer or urgency")
    language: Text = Field(description="en")
    reviewed_by: Text | None = Field(description="the clinician who signed it, or null while it is a draft")
    licence: Literal["CC-BY-4.0", "CC0-1.0"] = Field(description="CC-BY-4.0, or CC0-1.0")
    items: tuple[ItemText, ...] = Field(min_length=1, description="the questions")
