"""The frame of every page: type, ground, head, navigation, foot."""
