"""One remark to a moment of a clip: when, what was said, and what was drawn, in words."""
