"""Own goals: how well each goes now, then and now in own words, other words, reached."""
