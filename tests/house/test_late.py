"""What is declared by name only: the checkers see the very modules that are loaded, and each name is there."""

import ast
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from desktop.base.late import LateFunction
from desktop.catalog import REGISTERS
from tests.house import sources
from tests.house.sources import each_of, python_files


@each_of(python_files("desktop"))
def test_a_stand_in_is_that_of_the_import_which_the_checkers_see(path: Any) -> None:
    for node in ast.walk(sources.tree(path)):
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING":
            assert stood_in(node) <= imported(node)


def test_every_function_that_is_declared_by_name_is_there() -> None:
    late = set(functions(REGISTERS))
    assert late
    assert [one for one in late if not callable(one.__wrapped__)] == []


def imported(node: ast.If) -> set[tuple[str, str]]:
    """Module and local name of each import that only the checkers see."""
    found = [one for one in node.body if isinstance(one, ast.ImportFrom)]
    return {(f"{one.module}.{name.name}", name.asname or name.name) for one in found for name in one.names}


def stood_in(node: ast.If) -> set[tuple[str, str]]:
    """Module and local name of each stand-in in the `else` of it."""
    found: set[tuple[str, str]] = set()
    for one in node.orelse:
        if (
            isinstance(one, ast.Assign)
            and isinstance(one.value, ast.Call)
            and getattr(one.value.func, "id", "") == "late"
        ):
            package, *modules = [ast.literal_eval(given) for given in one.value.args]
            (target,) = one.targets
            names = target.elts if isinstance(target, ast.Tuple) else [target]
            paths = [f"{package}.{module}" for module in modules] or [package]
            found |= set(zip(paths, [ast.unparse(name) for name in names], strict=True))
    return found


def functions(declared: Any) -> Iterator[LateFunction]:
    """The late functions anywhere in a declaration."""
    if isinstance(declared, LateFunction):
        yield declared
    elif isinstance(declared, tuple):
        for one in declared:
            yield from functions(one)
    elif is_dataclass(declared) and not isinstance(declared, type):
        for field in fields(declared):
            yield from functions(getattr(declared, field.name))
