"""Small line drawings that stand beside words."""
