"""Answers to one plain question, week by week: bars, a table and a sentence. What was not asked is in none of them."""
