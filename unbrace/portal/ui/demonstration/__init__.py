"""The demonstration of an exercise: two pictures for everybody, and a figure that moves for who asks for it."""
