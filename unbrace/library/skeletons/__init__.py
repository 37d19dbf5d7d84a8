"""Other people's skeletons in our 33 points: one small file each, so that published recordings can be analysed.

To add one: a file with a `Skeleton` in it, and its name in `SKELETONS`. A joint that a skeleton does not have stays
missing. docs/reference/recording-format.md says how such a recording is laid out.
"""

from __future__ import annotations

from unbrace.library.skeletons.coco17 import COCO17
from unbrace.library.skeletons.kinect2 import KINECT2
from unbrace.library.skeletons.openpose25 import OPENPOSE25
from unbrace.library.skeletons.skeleton import Skeleton

SKELETONS: dict[str, Skeleton] = {skeleton.name: skeleton for skeleton in (KINECT2, OPENPOSE25, COCO17)}
"""By the name that `unbrace analyse --skeleton` knows them by."""
