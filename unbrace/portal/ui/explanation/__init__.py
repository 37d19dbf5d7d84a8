"""An explanation of a decision: what came out, which rules spoke, on what, in which version."""
