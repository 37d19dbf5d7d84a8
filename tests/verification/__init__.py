"""Proofs on the thing that ships: the built wheel, alone in a new place, and the engine alone in an empty Python."""
