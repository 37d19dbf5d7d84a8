"""A question with its label, help and problem; works with a Django bound field."""
