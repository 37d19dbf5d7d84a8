"""Walking, and steps and sleep from a watch or a telephone."""
