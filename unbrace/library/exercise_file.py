"""What an `exercise.yaml` may say. The descriptions are read out to the author when an entry is missing."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from unbrace.motion.movement import Movement
from unbrace.rehab.dosage import Dosage, Kind, Ladder

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}\d{2}$")]


class Written(BaseModel):
    """Part of a content file: nothing unknown, nothing guessed, nothing changed later."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


class Tracking(StrEnum):
    """What the camera can do here: count and measure, count with doubt, or nothing (the person taps)."""

    CAMERA = "camera"
    PARTLY = "partly"
    TAP = "tap"


class ViewText(Written):
    """Where the camera stands."""

    from_: Literal["side", "front", "none"] = Field(alias="from", description="side, front or none")
    also: Literal["side", "front"] | None = Field(default=None, description="a second useful side, or null")
    text: Text = Field(description="one sentence that tells the person how to stand in the picture")


class CautionRule(StrEnum):
    """What a caution means: a therapist says yes first, or it is done with the change that is written beside it."""

    THERAPIST_APPROVES = "therapist_approves"
    WITH_CHANGE = "with_change"


class Caution(Written):
    """A flag or a plain condition that asks for care. What rules the exercise out is a contraindication instead."""

    when: Text = Field(description="a flag of cautions.yaml, or a plain condition such as knee pain")
    rule: CautionRule = Field(description="therapist_approves or with_change")
    change: Text | None = Field(default=None, description="the change that makes it possible")


class DosageText(Written):
    """The dose to begin with and how far it may go."""

    default: Dosage = Field(description="the dose to begin with")
    ladder: Ladder = Field(description="how far each part of the dose may go")


class PictureTexts(Written):
    """What the two pictures show, for those who do not see them."""

    start: Text = Field(description="what the first picture shows")
    end: Text = Field(description="what the second picture shows")


class ExerciseFile(Written):
    """All entries of an `exercise.yaml`."""

    code: Code = Field(description="the code of codes.yaml, such as KM05")
    title: Text = Field(description="the name patients see")
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")] = Field(
        description="three numbers, such as 1.0.0; raise it with every change"
    )
    licence: Literal["CC-BY-4.0", "CC0-1.0"] = Field(description="CC-BY-4.0, or CC0-1.0")
    reviewed_by: Text | None = Field(
        description="the clinician who signed this text, or null while it is a draft"
    )
    purpose: Text = Field(description="one sentence: what is done")
    aims: tuple[Text, ...] = Field(min_length=1, description="what it is for, from aims.yaml")
    kind: Kind = Field(description="strength, control, mobility or walking")
    why_it_matters: Text = Field(description="one sentence for the person who does it")
    position: Text = Field(description="the position it starts in")
    equipment: tuple[Text, ...] = Field(description="what is needed, or [] for nothing")
    safe_floor: bool = Field(
        description="true when it stays available while a therapist looks at a safety answer"
    )
    tracking: Tracking = Field(description="camera, partly or tap")
    view: ViewText = Field(description="where the camera stands")
    without_camera: Text = Field(description="how to do and count it without a camera")
    contraindications: tuple[Text, ...] = Field(description="flags or conditions that rule it out, or []")
    cautions: tuple[Caution, ...] = Field(description="flags or conditions that ask for care, or []")
    dosage: DosageText = Field(description="the dose to begin with and its ladder")
    regress: tuple[Code, ...] = Field(description="codes of easier exercises, or []")
    progress: tuple[Code, ...] = Field(description="codes of harder exercises, or []")
    faults: dict[str, Text] = Field(description="what coaching looks out for, each with its cue")
    picture_texts: PictureTexts = Field(description="what the two pictures show")
    therapist_note: Text = Field(description="what a therapist should know before prescribing it")
    source: tuple[Text, ...] = Field(min_length=1, description="where this comes from")
    movement: Movement | None = Field(
        default=None, description="what the camera follows; null with tracking: tap"
    )
