"""The same words in another language: read from files beside the English ones, and never older than they are.

Two harms are kept out here. An old translation tells people what the clinic no longer says (a safety question that was
sharpened, a movement that was changed), so every translated piece carries the mark of the English words it was made
from; when those change, the English is shown until somebody has looked at it again. And a number that was mistyped in
one language is a wrong dose or a wrong threshold for the people who read that language, so a translation has exactly
the numbers, the blanks and the steps of its original.

Whether a person has approved a text is no matter of this room: `clinic.translations` remembers that.
"""
