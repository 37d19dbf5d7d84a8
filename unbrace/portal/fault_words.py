"""What coaching noticed, as a short name a therapist and a patient can both read. No name blames anybody."""

from typing import Final

from django.utils.translation import gettext, gettext_noop

FAULT_NAMES: Final[dict[str, str]] = {
    "f_range": gettext_noop("Smaller range than the target"),
    "f_over": gettext_noop("Past the comfort limit"),
    "f_fast": gettext_noop("Quick movement"),
    "f_asym": gettext_noop("Left and right differ"),
    "f_hold": gettext_noop("Hold shorter or wavering"),
    "f_trunk_lean": gettext_noop("Trunk leaning along"),
    "f_hip_sag": gettext_noop("Hips lower than the line"),
    "f_hip_pike": gettext_noop("Hips higher than the line"),
    "f_hips_up": gettext_noop("Hips lifting off the floor"),
    "f_trunk_twist": gettext_noop("Trunk turning along"),
    "f_pelvis_drop": gettext_noop("Pelvis tilting to one side"),
    "f_pelvis_twist": gettext_noop("Pelvis turning away"),
    "f_pelvis_shift": gettext_noop("Hips moving sideways"),
    "f_rot_pelvis": gettext_noop("Pelvis turning along"),
    "f_knee_in": gettext_noop("Knees moving in"),
    "f_heel_lift": gettext_noop("Heels lifting"),
    "f_knee_bend": gettext_noop("Knees bending more"),
    "f_elbow_bend": gettext_noop("Elbows bending"),
    "f_shrug": gettext_noop("Shoulders rising"),
    "f_neck_ext": gettext_noop("Head tipping back"),
    "f_chin_poke": gettext_noop("Chin leading"),
    "f_plop": gettext_noop("Quick last part of sitting down"),
    "f_hands_push": gettext_noop("Hands helping"),
    "f_foot_move": gettext_noop("Feet moving"),
    "f_shoulder_line": gettext_noop("Shoulder line tilting"),
    "f_far_load": gettext_noop("Load away from the body"),
    "f_twist_load": gettext_noop("Turning with the load"),
    "f_nod": gettext_noop("Nodding along"),
    "f_breath": gettext_noop("Breath held"),
}


def fault_name(fault: str) -> str:
    """The name of a fault id; an id that is newer than this table is shown readably all the same."""
    return gettext(FAULT_NAMES.get(fault, fault.removeprefix("f_").replace("_", " ").capitalize()))
