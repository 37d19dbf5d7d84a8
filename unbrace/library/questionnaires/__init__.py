"""Questionnaires: their structure and scoring from content, their wording from content or from an import.

Nobody else's sentences are content. An instrument of others carries structure, codes, bands and thresholds here; its
wording comes in as a FHIR R4 Questionnaire that somebody may use, and stays in the clinic's own data folder. Until
then it is not asked, and everything else works without it.

    file.py, checks.py ... what a `questionnaire.yaml` may say, and what must hold across its entries
    wording.py ........... the words of the items, own or imported
    shelf.py ............. `load_questionnaires()`, the way in
    to_fhir.py, r4.py .... out: a Questionnaire;  what R4 allows in one
    reading.py ........... in: a Questionnaire of others against an instrument
    importing.py ......... whose it is, under which licence, and the preview;  kept.py ... where it is kept
"""

from unbrace.library.questionnaires.shelf import Questionnaire, Shelf, load_questionnaires
from unbrace.library.questionnaires.to_fhir import to_fhir
from unbrace.library.questionnaires.wording import AnswerOption, ItemText, Wording

__all__ = ["AnswerOption", "ItemText", "Questionnaire", "Shelf", "Wording", "load_questionnaires", "to_fhir"]
