"""The ledger of remote monitoring for the office: on or off, and the counts of a month."""
