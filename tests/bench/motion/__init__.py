"""How good the engine's figures are, measured on people: `make bench-motion`. Each figure with floor, baseline, split.

The recordings lie beside the project, not in it: some are of patients. A part whose recordings are absent says so.
"""
