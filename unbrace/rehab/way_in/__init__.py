"""The way in: what a new person is asked after the safety screen, and what a first plan is drafted from.

    questions.py ..... what a question is;  reading.py ... what somebody tapped, understood or asked again
    asking.py ........ which questions this person is asked, which is next, what is still open
    safety_flags.py .. context flags that the safety answers set;  meaning.py ... answers as an assessment
    first_plan.py .... group, impairments, flags, home and days -> exercises for a therapist to look at

The wording is content (`content/pathways/`). Everything a person says here is a report, never a measurement: no rule
gives an impairment more than its own sources allow, and nothing is drafted while the safety answers wait for somebody.
"""

VERSION = "way_in/2026-11-draft"
