"""What the safety answers mean, said at once, and the letter for the doctor."""
