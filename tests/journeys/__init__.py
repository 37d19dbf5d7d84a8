"""Journeys: a person, a real browser, a real server, a fake camera that shows a rendered clip."""
