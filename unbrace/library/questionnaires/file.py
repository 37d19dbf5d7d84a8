"""What a `questionnaire.yaml` may say. The descriptions are read out to the author when an entry is missing."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from unbrace.library.exercise_file import Text, Written
from unbrace.library.questionnaires.wording import OwnWording
from unbrace.rehab.scoring import Band, ImportantChange

LoincCode = Annotated[str, StringConstraints(pattern=r"^\d{1,7}-\d$")]
Count = Annotated[int, Field(ge=0)]
Item = Annotated[int, Field(ge=1)]


class Terms(StrEnum):
    """Whose words the items are: ours, or of others and imported, or imported only under a licence of the owner."""

    OWN_WORDS = "own_words"
    IMPORT = "import"
    LICENCE_ONLY = "licence_only"


class Scoring(Written):
    """How answers become a score. The arithmetic is a function of `rehab.scoring`, by name."""

    arithmetic: Text = Field(description="the name of the arithmetic, such as total")
    items: Item = Field(description="how many items there are")
    lowest: int = Field(description="the lowest answer")
    highest: int = Field(description="the highest answer")
    decimals: Count = Field(default=0, description="decimals of the score")
    most_missing: Count = Field(default=0, description="how many blanks are made up for")
    bands: tuple[Band, ...] = Field(default=(), description="names for scores, from the lowest up")
    subscales: dict[str, tuple[Item, ...]] = Field(default_factory=dict, description="parts, by item number")
    positive_from: int | None = Field(default=None, description="the sum from which a part is positive")
    never_prorated: tuple[Item, ...] = Field(
        default=(), description="items that are never made up for, by number"
    )


class Loinc(Written):
    """LOINC codes, only those that were looked up."""

    panel: LoincCode | None = None
    score: LoincCode | None = None
    item: LoincCode | None = None
    items: tuple[LoincCode, ...] = ()


class QuestionnaireFile(Written):
    """All entries of a `questionnaire.yaml`."""

    title: Text = Field(description="the name patients and therapists see")
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")] = Field(
        description="three numbers, such as 1.0.0; raise it with every change"
    )
    construct_: Text = Field(alias="construct", description="what it measures")
    terms: Terms = Field(description="own_words, import or licence_only")
    reviewed_by: Text | None = Field(description="the clinician who signed this, or null while it is a draft")
    recall: Text = Field(description="the time the answers are about")
    scoring: Scoring = Field(description="how answers become a score")
    change: ImportantChange | None = Field(
        default=None, description="the smallest change that matters, where one is known"
    )
    loinc: Loinc = Field(default=Loinc(), description="LOINC codes that were looked up")
    not_validated: bool = Field(default=False, description="true for items of our own that no study tested")
    off_by_default: Text | None = Field(
        default=None, description="what is needed before it may be asked, or leave it out"
    )
    sources: tuple[Text, ...] = Field(min_length=1, description="where structure and scoring come from")
    wording: OwnWording | None = Field(
        default=None, description="the items, only where they are our own words"
    )
