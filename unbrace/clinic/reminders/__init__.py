"""Remembers what a person wants to be reminded of, and which reminder went out on which local date.

The person writes; a tick every minute sends. A channel carries words that say nothing clinical, because a stranger may
read them on a locked screen. The office sees that something could not be delivered, and never what it was about.
"""
