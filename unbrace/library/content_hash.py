"""One fingerprint for all that a patient or a therapist relies on in an exercise folder.

It is stored with every prescription. It stays the same when line endings, comments or the order of entries change and
when a clinician signs (`reviewed_by`), because a signature is about a text and does not alter it. Landmark cases are
left out: they test the engine and nobody is treated by them.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

NOT_CLINICAL = frozenset({"reviewed_by"})


def content_hash(entries: Mapping[str, Any], texts: Mapping[str, str]) -> str:
    """`sha256:…` over the entries of `exercise.yaml` and the texts of the other files, by file name."""
    digest = hashlib.sha256()
    clinical = {name: value for name, value in entries.items() if name not in NOT_CLINICAL}
    parts = {"exercise.yaml": json.dumps(clinical, sort_keys=True, ensure_ascii=False)} | dict(texts)
    for name in sorted(parts):
        body = parts[name].replace("\r\n", "\n").replace("\r", "\n").encode()
        digest.update(f"{name}\0{len(body)}\0".encode() + body)
    return f"sha256:{digest.hexdigest()}"
