"""The rooms that remember, in the order of the pathway. Deeds are actions, reading is queries."""
