"""How a clinic's people get on, counted by everyone who started, and shown so that nobody can be told from a number.

`starter` says for one person what is known and what is not; `tally` counts many, always out of all who started;
`small_numbers` hides what would point at somebody, and enough beside it that it cannot be worked out.
"""
