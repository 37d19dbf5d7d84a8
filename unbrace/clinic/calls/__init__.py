"""Remembers that two people met in a video visit: when the door was opened, when the person was let in, when it ended.

Never what was said or seen: picture and sound go from device to device. The therapist of the visit and the person come
in, from a quarter of an hour before until an hour after; the therapist lets the person in. `relay.py` is the way where
two networks do not meet.
"""
