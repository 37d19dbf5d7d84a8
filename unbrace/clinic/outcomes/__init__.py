"""How a clinic's people get on, counted by everyone who started; computed from the other rooms each time it is read.

It remembers one thing: whether the clinic shows its numbers to everybody. What leaves the therapists' hands (the
office, a file, the public page) goes through `shown`, where numbers of few people are hidden.
"""
