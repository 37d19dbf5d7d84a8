"""A clip that a person filmed, looked at frame by frame, drawn on, and answered."""
