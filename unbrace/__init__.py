"""Unbrace: open-source virtual physical therapy for lower and upper back pain."""

__version__ = "0.1.0"
