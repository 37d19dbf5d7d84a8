"""OpenPose BODY_25: 25 points in pixels of the picture, no depth.

Order: Cao et al., "OpenPose: Realtime Multi-Person 2D Pose Estimation using Part Affinity Fields", IEEE TPAMI 2021,
and the keypoint table of its documentation. x right, y down, from the picture's upper left corner, not mirrored. A
point that was not found is (0, 0) with confidence 0. Ankles, heels and big toes are points of their own here.
"""

from __future__ import annotations

from unbrace.library.skeletons.skeleton import Skeleton
from unbrace.motion.landmarks import Landmark as L

OPENPOSE25 = Skeleton(
    name="openpose25",
    joints=25,
    landmarks={
        L.NOSE: 0, L.RIGHT_EAR: 17, L.LEFT_EAR: 18,
        L.RIGHT_SHOULDER: 2, L.RIGHT_ELBOW: 3, L.RIGHT_WRIST: 4,
        L.LEFT_SHOULDER: 5, L.LEFT_ELBOW: 6, L.LEFT_WRIST: 7,
        L.RIGHT_HIP: 9, L.RIGHT_KNEE: 10, L.RIGHT_ANKLE: 11,
        L.LEFT_HIP: 12, L.LEFT_KNEE: 13, L.LEFT_ANKLE: 14,
        L.LEFT_TOES: 19, L.LEFT_HEEL: 21, L.RIGHT_TOES: 22, L.RIGHT_HEEL: 24,
    },
)  # fmt: skip
