"""What `pathways/way-in.yaml` may say. The descriptions are read out to the author when an entry is missing."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from unbrace.library.exercise_file import Text, Written
from unbrace.rehab.red_flags import Region
from unbrace.rehab.way_in.questions import FieldKind

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]*$")]


class ChoiceText(Written):
    """One answer to choose."""

    id: Id = Field(description="a short name in small letters, unique in its field")
    text: Text = Field(description="the words of this answer")
    region: Region | None = Field(
        default=None, description="for a place on the body: low_back, upper_back or neck"
    )
    only: tuple[Region, ...] = Field(default=(), description="for whom it is asked; empty for everybody")
    aims: tuple[Text, ...] = Field(default=(), description="aims a goal of this kind is tied to")


class FieldText(Written):
    """One thing to answer on a screen."""

    id: Id = Field(description="a short name in small letters, unique in its question")
    kind: FieldKind = Field(description="areas, one_of, any_of, scale, number or words")
    ask: Text | None = Field(
        default=None, description="its own words, where the question alone does not say it"
    )
    choices: tuple[ChoiceText, ...] = Field(default=(), description="the answers to choose from")
    lowest: int = Field(default=0, ge=0, description="the lowest number")
    highest: int = Field(default=10, ge=1, description="the highest number")
    low_end: Text | None = Field(default=None, description="what the lowest number means")
    high_end: Text | None = Field(default=None, description="what the highest number means")
    unit: Text | None = Field(default=None, description="what is counted")
    none: Text | None = Field(
        default=None, description="the words of “nothing fits”, where a list may stay empty"
    )
    optional: bool = Field(default=False, description="true where it may be left out")
    goes_with: Id | None = Field(
        default=None, description="the field it belongs to: needed once that is filled in"
    )


class WhenText(Written):
    """Whom a question is asked."""

    regions: tuple[Region, ...] = Field(default=(), description="people with one of these regions")
    regions_at_least: int = Field(default=0, ge=0, le=3, description="people with so many painful regions")
    question: Id | None = Field(default=None, description="people who answered this question …")
    field: Id | None = Field(default=None, description="… in this field …")
    said: tuple[Id, ...] = Field(default=(), description="… with one of these")


class QuestionText(Written):
    """One screen: fields of its own, or questionnaires."""

    id: Id = Field(description="a short name in small letters, unique here")
    chapter: Id = Field(description="the chapter it belongs to")
    ask: Text = Field(description="the heading of the screen")
    help: Text | None = Field(default=None, description="one sentence below the heading")
    fields: tuple[FieldText, ...] = Field(default=(), description="what is answered here")
    measures: tuple[Text, ...] = Field(
        default=(), description="questionnaires asked here, such as nprs:worst"
    )
    first_of: bool = Field(default=False, description="true: only the first of them that can be asked here")
    when: WhenText = Field(default=WhenText(), description="whom it is asked; everybody where it is left out")


class WayInFile(Written):
    """All entries of `way-in.yaml`."""

    version: Text = Field(description="raised with every change of a question or an answer")
    language: Text = Field(description="en")
    reviewed_by: Text | None = Field(description="the clinician who signed it, or null while it is a draft")
    licence: Literal["CC-BY-4.0", "CC0-1.0"] = Field(description="CC-BY-4.0, or CC0-1.0")
    chapters: dict[str, Text] = Field(min_length=1, description="chapter id: its name")
    questions: tuple[QuestionText, ...] = Field(min_length=1, description="the questions, in order")
