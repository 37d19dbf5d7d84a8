"""The design system of all doors: colours, type, the page frame, and one folder per component.

Knows nothing of patients or clinics; a door hands it plain dataclasses. A component is a folder with its template,
its style, its examples and its test, and, where the template would have to think, a small Python file that thinks.
"""
