"""What coaching noticed, as a short name a therapist and a patient can both read. No name blames anybody."""

from typing import Final

FAULT_NAMES: Final[dict[str, str]] = {
    "f_range": "Smaller range than the target",
    "f_over": "Past the comfort limit",
    "f_fast": "Quick movement",
    "f_asym": "Left and right differ",
    "f_hold": "Hold shorter or wavering",
    "f_trunk_lean": "Trunk leaning along",
    "f_hip_sag": "Hips lower than the line",
    "f_hip_pike": "Hips higher than the line",
    "f_hips_up": "Hips lifting off the floor",
    "f_trunk_twist": "Trunk turning along",
    "f_pelvis_drop": "Pelvis tilting to one side",
    "f_pelvis_twist": "Pelvis turning away",
    "f_pelvis_shift": "Hips moving sideways",
    "f_rot_pelvis": "Pelvis turning along",
    "f_knee_in": "Knees moving in",
    "f_heel_lift": "Heels lifting",
    "f_knee_bend": "Knees bending more",
    "f_elbow_bend": "Elbows bending",
    "f_shrug": "Shoulders rising",
    "f_neck_ext": "Head tipping back",
    "f_chin_poke": "Chin leading",
    "f_plop": "Quick last part of sitting down",
    "f_hands_push": "Hands helping",
    "f_foot_move": "Feet moving",
    "f_shoulder_line": "Shoulder line tilting",
    "f_far_load": "Load away from the body",
    "f_twist_load": "Turning with the load",
    "f_breath": "Breath held",
}


def fault_name(fault: str) -> str:
    """The name of a fault id; an id that is newer than this table is shown readably all the same."""
    return FAULT_NAMES.get(fault, fault.removeprefix("f_").replace("_", " ").capitalize())
