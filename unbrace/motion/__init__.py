"""Landmarks in, repetitions and coaching events out. Touches nothing else: no clock, no files, no network.

Stops 3 and 5 of the data's way. Standard library only, because the same files run in the browser.
"""
