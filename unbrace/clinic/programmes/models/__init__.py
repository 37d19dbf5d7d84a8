from unbrace.clinic.programmes.models.own_exercise import OwnExercise, OwnExerciseText
from unbrace.clinic.programmes.models.programme import (
    EVERY_DAY,
    PartOfDay,
    PausedBecause,
    Prescription,
    Programme,
    ProgrammeVersion,
    Side,
    mask_of,
)
from unbrace.clinic.programmes.models.template import Template, TemplateVersion

__all__ = [
    "EVERY_DAY",
    "OwnExercise",
    "OwnExerciseText",
    "PartOfDay",
    "PausedBecause",
    "Prescription",
    "Programme",
    "ProgrammeVersion",
    "Side",
    "Template",
    "TemplateVersion",
    "mask_of",
]
