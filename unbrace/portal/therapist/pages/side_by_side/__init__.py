"""One person on two days side by side: pain, scores, adherence, dose and range, and whether the change matters."""
