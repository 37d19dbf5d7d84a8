"""The diary: a day in a few taps, kept on the device until the server has it, put right or undone at any time."""
