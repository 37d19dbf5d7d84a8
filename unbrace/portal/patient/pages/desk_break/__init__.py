"""A minute on the feet, for people at a desk."""
