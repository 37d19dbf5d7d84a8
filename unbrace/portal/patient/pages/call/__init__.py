"""The person's side of a video visit: a look at oneself, the waiting room, the call."""
