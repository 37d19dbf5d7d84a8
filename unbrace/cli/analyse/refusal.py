"""What the person who typed the command can put right, said in one line. Everything else is a bug and crashes."""

EXIT_REFUSED = 2
EXIT_STOPPED = 130
"""128 + SIGINT, what a shell expects after Ctrl-C."""


class CannotAnalyse(Exception):
    """The file, the exercise or the place for the plot will not do; the message is one line with the remedy."""
