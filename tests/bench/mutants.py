"""Small faults, sown one at a time: each mutant is a rule's source with one operator, number, word or row changed.

Thresholds, tables and lambdas are mutated like the bodies of functions, because that is where the rules are. Left out
is what no test should pin down word for word: docstrings, sentences, annotations, versions, messages of exceptions.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass

SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
NAMES = {"any": "all", "all": "any", "min": "max", "max": "min"}
NOT_LOGIC = {"VERSION", "__all__"}
#: A number this small is a tolerance against binary fractions.
TOLERANCE = 1e-6


@dataclass(frozen=True)
class Mutant:
    """One change: where it is, what it is, and the tree with it."""

    line: int
    what: str
    tree: ast.Module


Change = tuple[int, str, Callable[[ast.AST], None]]


def mutants_of(source: str) -> Iterator[Mutant]:
    """Every mutant of a module, in the order of its nodes."""
    tree = ast.parse(source)
    for index, node in enumerate(_logic(tree)):
        for number, (line, what, _) in enumerate(_changes(node)):
            changed = copy.deepcopy(tree)
            target = list(_logic(changed))[index]
            list(_changes(target))[number][2](target)
            yield Mutant(line, what, ast.fix_missing_locations(changed))


def _logic(node: ast.AST) -> Iterator[ast.AST]:
    """All nodes that decide something."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "bases"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or _is_only_words(child):
                continue
            yield child
            yield from _logic(child)


def _is_only_words(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True  # a docstring
    if isinstance(node, ast.Assign):
        return any(isinstance(target, ast.Name) and target.id in NOT_LOGIC for target in node.targets)
    return isinstance(node, ast.Import | ast.ImportFrom | ast.Raise | ast.JoinedStr)


def _changes(node: ast.AST) -> Iterator[Change]:
    line = getattr(node, "lineno", 0)
    if isinstance(node, ast.Compare):
        for index, operator in enumerate(node.ops):
            other = SWAPS[type(operator)]
            yield line, f"{_name(operator)} → {other.__name__}", _set_compare(index, other)
    elif isinstance(node, ast.BinOp | ast.BoolOp) and type(node.op) in SWAPS:
        other = SWAPS[type(node.op)]
        yield line, f"{_name(node.op)} → {other.__name__}", _set("op", other)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield line, "not → nothing", _drop_not
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in NAMES:
        yield line, f"{node.id} → {NAMES[node.id]}", _rename
    elif isinstance(node, ast.Constant):
        yield from _of_constant(node, line)
    elif isinstance(node, ast.Tuple | ast.List | ast.Set) and len(node.elts) > 1 and not _is_target(node):
        for index in range(len(node.elts)):
            yield line, f"row {index + 1} left out", _drop(index)
    elif isinstance(node, ast.If | ast.IfExp):
        yield line, "condition negated", _negate


def _of_constant(node: ast.Constant, line: int) -> Iterator[Change]:
    value = node.value
    if isinstance(value, bool):
        yield line, f"{value} → {not value}", _become(not value)
    elif isinstance(value, int):
        yield line, f"{value} → {value + 1}", _become(value + 1)
    elif isinstance(value, float) and abs(value) > TOLERANCE:
        yield line, f"{value} → {value * 1.5 + 0.01:g}", _become(value * 1.5 + 0.01)
    elif isinstance(value, str) and value and " " not in value:
        yield line, f"{value!r} → 'other'", _become("other")


def _name(operator: ast.AST) -> str:
    return type(operator).__name__


def _is_target(node: ast.AST) -> bool:
    return not isinstance(getattr(node, "ctx", ast.Load()), ast.Load)


def _set(field: str, other: type[ast.AST]) -> Callable[[ast.AST], None]:
    return lambda node: setattr(node, field, other())


def _set_compare(index: int, other: type[ast.AST]) -> Callable[[ast.AST], None]:
    def change(node: ast.AST) -> None:
        assert isinstance(node, ast.Compare)
        node.ops[index] = other()  # type: ignore[call-overload]

    return change


def _become(value: object) -> Callable[[ast.AST], None]:
    return lambda node: setattr(node, "value", value)


def _drop(index: int) -> Callable[[ast.AST], None]:
    def change(node: ast.AST) -> None:
        assert isinstance(node, ast.Tuple | ast.List | ast.Set)
        del node.elts[index]

    return change


def _rename(node: ast.AST) -> None:
    assert isinstance(node, ast.Name)
    node.id = NAMES[node.id]


def _drop_not(node: ast.AST) -> None:
    """`not x` becomes `not not x`: the node stays in its place."""
    assert isinstance(node, ast.UnaryOp)
    node.operand = ast.UnaryOp(ast.Not(), node.operand)


def _negate(node: ast.AST) -> None:
    assert isinstance(node, ast.If | ast.IfExp)
    node.test = ast.UnaryOp(ast.Not(), node.test)
