"""Turns `demonstration.yaml` into the key frames that the figure shows.

The author writes joint angles, as a physiotherapist would read them off, and what rests on what. `body` bends
the skeleton by these angles, `contacts` puts it on the floor or chair and keeps hands and feet where they rest, `props`
stands the chair and lays the mat, and `frames` writes the numbers a browser only has to blend.
Pure: files in, JSON out.
"""
