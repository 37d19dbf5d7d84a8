"""Keys and ids as a form carries them: text, until it is read here."""

from __future__ import annotations

from uuid import UUID, uuid4

from unbrace.clinic.refused import NotYours


def form_key(said: str | None) -> UUID:
    """The same form sent twice is one deed. Without a key of its own, or with a broken one, it is a new one."""
    return id_if_any(said) or uuid4()


def id_in(said: str | None) -> UUID:
    """Of something that is to be there. Raises NotYours for what is no id, as for what does not exist."""
    found = id_if_any(said)
    if found is None:
        raise NotYours
    return found


def id_if_any(said: str | None) -> UUID | None:
    try:
        return UUID(said or "")
    except ValueError:
        return None
