"""Breathing and un-bracing: the stage somebody is at, the pacer, the own count, and the two questions over weeks."""
