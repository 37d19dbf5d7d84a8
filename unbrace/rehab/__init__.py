"""The clinical rules: pure, explainable, versioned. They propose; a therapist signs.

Stop 9 of the data's way. Standard library only; the day and the history are passed in.
"""
