"""All answers of the way in at a glance, each with a way back to it, and the button that sends them."""
