"""What a `test.yaml` may say. The descriptions are read out to the author when an entry is missing."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from unbrace.library.exercise_file import PictureTexts, Text, Written
from unbrace.motion.protocol import Protocol


class Looks(StrEnum):
    """What a test looks at; the reference page is sorted by it."""

    RANGE = "range"
    STRENGTH = "strength"
    ENDURANCE = "endurance"
    BALANCE = "balance"
    MOVEMENT = "movement"
    POSTURE = "posture"
    BREATHING = "breathing"


class Counted(StrEnum):
    """Who counts or measures: the camera, or the person or therapist with a clock, a tape or their own count."""

    CAMERA = "camera"
    BY_HAND = "by_hand"


class Company(StrEnum):
    """Who has to be there."""

    NOBODY = "nobody"
    HELPER = "helper"
    VIDEO_VISIT = "video_visit"


class Place(Written):
    """Where the camera stands."""

    from_: Literal["side", "front", "none"] = Field(alias="from", description="side, front or none")
    text: Text = Field(description="one sentence that tells the person how to stand in the picture")


class ByHand(Written):
    """The way without a camera: a number that the person, a helper or the therapist gives."""

    by: Literal["person", "helper", "therapist"] = Field(description="person, helper or therapist")
    how: Text = Field(description="how to come to the number without a camera")
    unit: Literal[
        "degrees", "cm", "seconds", "times", "breaths_per_min", "share", "rating_0_to_10", "yes_or_no"
    ] = Field(description="what the number is given in")
    lowest: float = Field(description="the lowest number that can be true")
    highest: float = Field(description="the highest number that can be true")
    error_band: float = Field(ge=0, description="how far off it may be, in its unit; 0 for a yes or no")


class FunctionTestFile(Written):
    """All entries of a `test.yaml`."""

    title: Text = Field(description="the name patients see")
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")] = Field(
        description="three numbers, such as 1.0.0; raise it with every change"
    )
    licence: Literal["CC-BY-4.0", "CC0-1.0"] = Field(description="CC-BY-4.0, or CC0-1.0")
    reviewed_by: Text | None = Field(
        description="the clinician who signed this text, or null while it is a draft"
    )
    looks_at: Looks = Field(description="range, strength, endurance, balance, movement, posture or breathing")
    purpose: Text = Field(description="one sentence: what it tells")
    counted: Counted = Field(description="camera or by_hand")
    screening_only: bool = Field(description="true when the number is too rough to be followed over time")
    company: Company = Field(description="nobody, helper or video_visit: who has to be there")
    equipment: tuple[Text, ...] = Field(description="what is needed, or [] for nothing")
    view: Place = Field(description="where the camera stands")
    set_up: tuple[Text, ...] = Field(min_length=1, description="what to prepare, one sentence each")
    steps: tuple[Text, ...] = Field(min_length=1, description="what to do, one step each")
    without_camera: ByHand = Field(description="the way without a camera")
    timer_s: float | None = Field(
        default=None, gt=0, le=900, description="how long the clock runs where a person counts, or null"
    )
    picture_texts: PictureTexts | None = Field(
        default=None, description="what the two pictures show, or null where none would help"
    )
    no_picture: Text | None = Field(
        default=None, description="why no picture would help, or null where there are two"
    )
    stop: tuple[Text, ...] = Field(min_length=1, description="when to stop, one sentence each")
    not_with: tuple[Text, ...] = Field(
        description="flags of the exercises' cautions.yaml, or plain conditions, that ask for a therapist's yes"
    )
    reference: Text = Field(description="what is usual and whose numbers these are, or that there are none")
    points_to: tuple[Text, ...] = Field(description="the impairments it can speak for, or []")
    therapist_note: Text = Field(description="what a therapist should know before reading anything into it")
    source: tuple[Text, ...] = Field(min_length=1, description="where this comes from")
    protocol: Protocol | None = Field(
        default=None, description="what the camera follows; null with counted: by_hand"
    )
