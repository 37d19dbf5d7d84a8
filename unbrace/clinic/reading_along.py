"""Rows read with one list of each by one joined question, where a prefetch asks a second one.

For lists that are short and belong to few rows: the row itself comes once for each of its list. What is read is what
`prefetch_related` would have found, in the same order, and is asked for in the same way: `version.prescriptions.all()`.
"""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import FilteredRelation, Model, QuerySet

M = TypeVar("M", bound=Model)
_EACH = "read_along"


def read_with(rows: QuerySet[M], listed: str, *along: str) -> list[M]:
    """These rows with their `listed`, as the relation is called from them; `along` is what of each of those is joined
    as well, like "clearance__by". Not for rows that are cut to a number: the cut would count both."""
    relation: Any = rows.model._meta.get_field(listed)
    ordering: Any = rows.query.order_by or rows.model._meta.ordering
    in_order = list(ordering)
    in_order += [_behind(name) for name in relation.related_model._meta.ordering]
    joined = (
        rows.annotate(**{_EACH: FilteredRelation(listed)})
        .select_related(_EACH, *(f"{_EACH}__{name}" for name in along))
        .order_by(*in_order)
    )
    found: dict[Any, M] = {}
    lists: dict[Any, list[Any]] = {}
    for row in joined:
        kept = found.setdefault(row.pk, row)
        one = row.__dict__.pop(_EACH, None)
        if one is not None:
            setattr(one, relation.field.name, kept)
            lists.setdefault(row.pk, []).append(one)
    for key, row in found.items():
        keep_list(row, listed, lists.get(key, []))
    return list(found.values())


def keep_list(row: Any, listed: str, members: list[Any]) -> None:
    """Let `row.<listed>.all()` be these, as Django itself does after a prefetch."""
    manager = getattr(row, listed)
    known = manager.get_queryset()
    known._result_cache, known._prefetch_done = members, True
    row.__dict__.setdefault("_prefetched_objects_cache", {})[manager.field.remote_field.cache_name] = known


def _behind(name: str) -> str:
    return f"-{_EACH}__{name[1:]}" if name.startswith("-") else f"{_EACH}__{name}"
