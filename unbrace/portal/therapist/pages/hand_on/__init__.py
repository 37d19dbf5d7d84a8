"""Handing one person on: to a colleague, to another clinic of this house, or with a letter to one outside."""
