"""The quiet line that says a text is not reviewed yet, or only there in English."""
