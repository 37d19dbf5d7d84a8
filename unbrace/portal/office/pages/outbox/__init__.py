"""Mails the demo has sent."""
