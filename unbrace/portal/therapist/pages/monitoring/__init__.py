"""The ledger of remote monitoring: a month of the clinic, one person's counts, what was noted and put right."""
