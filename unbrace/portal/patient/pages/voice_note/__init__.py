"""A voice note for the diary: recorded and heard on the device first, then sent, deleted at any time."""
