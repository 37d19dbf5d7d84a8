"""A clip with what is drawn on its pictures laid over it, and its own player: frame by frame, slow, by keyboard."""
