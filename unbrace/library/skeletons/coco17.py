"""COCO keypoints: 17 points in pixels of the picture, no depth. What most pose models outside MediaPipe give.

Order: Lin et al., "Microsoft COCO: Common Objects in Context", ECCV 2014, and the keypoint list of its annotations.
x right, y down, from the picture's upper left corner, not mirrored. Missing: heels and toes.
"""

from __future__ import annotations

from unbrace.library.skeletons.skeleton import Skeleton
from unbrace.motion.landmarks import Landmark as L

COCO17 = Skeleton(
    name="coco17",
    joints=17,
    landmarks={
        L.NOSE: 0, L.LEFT_EAR: 3, L.RIGHT_EAR: 4,
        L.LEFT_SHOULDER: 5, L.RIGHT_SHOULDER: 6, L.LEFT_ELBOW: 7, L.RIGHT_ELBOW: 8,
        L.LEFT_WRIST: 9, L.RIGHT_WRIST: 10,
        L.LEFT_HIP: 11, L.RIGHT_HIP: 12, L.LEFT_KNEE: 13, L.RIGHT_KNEE: 14,
        L.LEFT_ANKLE: 15, L.RIGHT_ANKLE: 16,
    },
)  # fmt: skip
