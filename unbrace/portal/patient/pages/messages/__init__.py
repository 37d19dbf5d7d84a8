"""Messages with the therapist: read, write, take back, look at a picture or a clip."""
