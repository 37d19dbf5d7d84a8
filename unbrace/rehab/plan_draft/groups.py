"""Which exercises each starting group begins with, in order of preference (classification, sections 3 and 4).

What the specification lets only a therapist choose is left out here: hands-on treatment, prone press-ups for leg pain
(LM07, LM09), nerve sliders (NK10), gaze exercises (NK09), band work for the neck (NK07), heavy lifts (FN06, FN07).
"""

from collections.abc import Mapping

from unbrace.rehab.classification import Group

_WALKS = ("WK01", "WK02")
_BREATHING = ("BR01", "BR02", "BR03", "BR04", "BR05", "BR06", "BR07")
_DESK = ("DK01", "DK02", "DK03", "DK05")

FIRST_LINE: Mapping[str, tuple[str, ...]] = {
    "LB-M": (
        *("LM01", "LM02", "LM03", "LM04", "LM05", "LM06", "LM07", "LM11"),
        *("HP01", "HP02", "HP03", "HP04", "HP05", "LC17", "LC05", "WK01"),
    ),
    "LB-C": (
        *("LC01", "LC02", "LC03", "LC04", "LC05", "LC06", "LC07", "LC17", "LC18", "LC19", "LC20"),
        *("FN03", "BR04", "BR05", "BR06", "BR07"),
    ),
    "LB-R": ("HP02", "WK05", "LC02", "LC05"),
    "LB-O": ("FN01", "FN02", "FN03", "LC05", "LC11", "LC14", "LC17", *_WALKS),
    "LB-G": ("WK01", *_BREATHING, "LM01", "LM02", "LM03", "FN01", "FN03"),
    "NK-M": ("NK01", "NK03", "NK05", "TH01", "TH02", "TH05", "SC02", "SC03", "SC04"),
    "NK-C": ("NK01", "NK02", "NK04", "NK06", "SC03", "SC04", "SC05", "SC06"),
    "NK-H": ("NK02", "NK04", "NK05", "SC03", "TH02"),
    "NK-R": ("NK03", "SC02", "TH02"),
    "NK-O": ("SC04", "DK04", "SC03", "SC05", "SC06", *_DESK),
    "NK-G": ("WK01", *_BREATHING, "NK01", "NK03", "SC01", "SC02"),
    "TH": (
        *("TH01", "TH02", "TH03", "TH04", "TH05", "TH06", "TH07"),
        *("LM05", "LM08", "SC03", "BR03", *_DESK),
    ),
}
#: In the first weeks after a neck injury: stay active, easy movement.
FIRST_LINE_ACUTE: Mapping[str, tuple[str, ...]] = {"NK-C": ("NK01", "NK02", "SC02")}
#: What comes on top, whatever the group. Trust in movement grows by doing what is feared, in small steps.
ON_TOP: Mapping[str, tuple[str, ...]] = {
    "P": ("LM12", "FN04", "FN05"),
    "older": ("FN01", "FN11", "LC17", "WK01"),
    "postop": (),
}
#: With two painful regions each day looks at its own: these belong to the low back, those to neck and upper back.
OF_THE_LOW_BACK = frozenset(
    {
        *("hip_mobility_deficit", "lumbar_mobility_deficit", "movement_coordination"),
        *("trunk_extensor_endurance_deficit", "trunk_flexor_endurance_deficit"),
        *("lateral_trunk_endurance_deficit", "lower_limb_strength_deficit", "lower_limb_control"),
        *("lifting_load", "related_leg_pain"),
    }
)
OF_NECK_AND_UPPER_BACK = frozenset(
    {
        *("thoracic_stiffness", "neck_mobility_deficit", "dnf_endurance_deficit", "arm_pain"),
        *("chest_shoulder_mobility", "scapular_endurance", "neck_shoulder_pain", "neck_posture_habit"),
    }
)
ONLY_BY_A_THERAPIST = frozenset({"LM09", "NK07", "NK09", "NK10", "FN06", "FN07"})
#: Low doses and few exercises: pain in most parts of the body (LB-G, NK-G).
FEW = frozenset({"LB-G", "NK-G"})


def first_line(group: Group) -> tuple[str, ...]:
    """The codes of this group, additions first, each once."""
    own = FIRST_LINE_ACUTE.get(group.code) if group.duration == "acute" else None
    on_top = [code for addition in group.additions for code in ON_TOP[addition]]
    return tuple(dict.fromkeys((*on_top, *(own or FIRST_LINE[group.code]))))


def belongs_elsewhere(impairment: str, group: Group) -> bool:
    """Whether this impairment belongs to the other region than the group's."""
    other = OF_NECK_AND_UPPER_BACK if group.code.startswith("LB") else OF_THE_LOW_BACK
    return impairment in other
