"""Microsoft Kinect v2: 25 joints in metres, seen by a depth camera.

Joint order and axes: Microsoft, "Kinect for Windows SDK 2.0", `JointType` and "Coordinate mapping": the origin is the
sensor, x grows to the sensor's left, y up, z in the direction it looks. In a picture that is not mirrored, the
sensor's left is the left, so x changes its sign. (The sensor's own colour pictures are mirrored; whoever takes x for
"right in the picture" without mirroring swaps the ways a person turns.)

Missing: nose, eyes, ears, mouth and heels. The joint *Head* is the middle of the head, no point of the face; *Foot*
is the front of the foot.
"""

from __future__ import annotations

from unbrace.library.skeletons.skeleton import Skeleton
from unbrace.motion.landmarks import Landmark as L

KINECT2 = Skeleton(
    name="kinect2",
    joints=25,
    landmarks={
        L.LEFT_SHOULDER: 4, L.LEFT_ELBOW: 5, L.LEFT_WRIST: 6,
        L.RIGHT_SHOULDER: 8, L.RIGHT_ELBOW: 9, L.RIGHT_WRIST: 10,
        L.LEFT_HIP: 12, L.LEFT_KNEE: 13, L.LEFT_ANKLE: 14, L.LEFT_TOES: 15,
        L.RIGHT_HIP: 16, L.RIGHT_KNEE: 17, L.RIGHT_ANKLE: 18, L.RIGHT_TOES: 19,
    },
    to_our_axes=(-1.0, -1.0, 1.0),
    unsteady_feet=(L.LEFT_ANKLE, L.RIGHT_ANKLE),
)  # fmt: skip
