"""Range of each repetition as a curve with its error band, as a table, and as one plain sentence."""
