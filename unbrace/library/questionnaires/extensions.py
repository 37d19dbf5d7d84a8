"""The few FHIR extensions and systems that questionnaires use, as R4 and SDC name them."""

LOINC = "http://loinc.org"
_R4 = "http://hl7.org/fhir/StructureDefinition/"
ORDINAL, LOWEST, HIGHEST = f"{_R4}ordinalValue", f"{_R4}minValue", f"{_R4}maxValue"
#: Others write an answer's number under its newer name.
ORDINALS = (ORDINAL, f"{_R4}itemWeight")
