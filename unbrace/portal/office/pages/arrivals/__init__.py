"""Who would like to come to this clinic and waits for its answer."""
