"""The words of a questionnaire's items, in one language."""

from typing import Annotated

from pydantic import Field, StringConstraints

from unbrace.library.exercise_file import Text, Written

ItemId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]


class AnswerOption(Written):
    """One answer that is chosen: the number it counts as, and its words."""

    value: int = Field(description="the number this answer counts as")
    text: Text = Field(description="the words of this answer")


class ItemText(Written):
    """One item. Numbers are answered on a line from `lowest` to `highest`, or by choosing one of `options`."""

    id: str = Field(min_length=1, description="a short name in small letters, unique here")
    text: Text = Field(description="the question")
    lowest: Text | None = Field(default=None, description="what the lowest number means")
    highest: Text | None = Field(default=None, description="what the highest number means")
    unit: Text | None = Field(default=None, description="what is counted, such as days")
    options: tuple[AnswerOption, ...] = Field(default=(), description="the answers to choose from, or none")
    variants: dict[str, Text] = Field(
        default_factory=dict, description="the same question for other times, by name"
    )


class OwnItemText(ItemText):
    """An item in the project's own words."""

    id: ItemId


class Wording(Written):
    """All items in order."""

    items: tuple[ItemText, ...] = Field(min_length=1, description="the items, in the order they are scored")
    introduction: Text | None = Field(default=None, description="what is said before the first item")
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")] = "en"


class OwnWording(Wording):
    """Wording that is content: written for this project."""

    items: tuple[OwnItemText, ...] = Field(
        min_length=1, description="the items, in the order they are scored"
    )
