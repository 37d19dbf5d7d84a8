"""Where the safety questions begin: before the first plan, weekly, in a flare-up, and around a session."""
