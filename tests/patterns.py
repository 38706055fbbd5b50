"""Which compiled patterns do the packages have, and how is each of them used?"""

import ast
import dataclasses
import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import api
import embeddings
import qa

PACKAGES = (api, embeddings, qa)
METHODS = frozenset({"search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split"})


@dataclasses.dataclass(frozen=True)
class Found:
    """A pattern, the module that holds it, the name it has there, and where below the name it lies."""

    module: str
    name: str
    below: str
    pattern: re.Pattern[str]

    @property
    def methods(self) -> frozenset[str]:
        """By which of its methods the packages use it; where none is called by its name, what its module calls of
        things without one, as of the pattern in a loop over several.
        """
        return methods_called().get((self.module, self.name)) or methods_called().get((self.module, ""), METHODS)

    def __str__(self) -> str:
        return f"{self.module}.{self.name}{self.below}"


def compiled_patterns() -> list[Found]:
    """Every different pattern in the attributes of every module, within tuples, lists, sets, dicts and dataclasses too.
    One that several modules import is that of the first in which a method of it is called.
    """
    found: dict[tuple[str, int], Found] = {}
    for module in _modules():
        for name, value in vars(module).items():
            for below, pattern in _in(value):
                one = Found(module.__name__, name, below, pattern)
                known = found.setdefault((pattern.pattern, pattern.flags), one)
                if (known.module, known.name) not in methods_called() and (one.module, name) in methods_called():
                    found[pattern.pattern, pattern.flags] = one
    return list(found.values())


def patterns_in_functions() -> list[str]:
    """Where a function gives `re` a pattern that is always the same: there no walk over attributes finds it."""
    return [
        f"{module}:{call.lineno}"
        for module, tree in _trees()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for call in ast.walk(function)
        if isinstance(call, ast.Call) and _calls_re(call) and call.args and _is_constant(call.args[0])
    ]


@cache
def methods_called() -> dict[tuple[str, str], frozenset[str]]:
    """Which methods of patterns are called, by the module and the name of what they are called of; by an empty name
    what is called of things that are no attributes of a module.
    """
    called: dict[tuple[str, str], set[str]] = {}
    for module, tree in _trees():
        imported = {
            alias.asname or alias.name: (node.module or "", alias.name)
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        own = {target.id for node in tree.body for target in _targets(node) if isinstance(target, ast.Name)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in METHODS:
                name = node.value.id if isinstance(node.value, ast.Name) else ""
                owner = imported.get(name) or (module, name if name in own else "")
                called.setdefault(owner, set()).add(node.attr)
    return {owner: frozenset(methods) for owner, methods in called.items()}


def _in(value: object, depth: int = 3) -> Iterator[tuple[str, re.Pattern[str]]]:
    if isinstance(value, re.Pattern):
        yield "", value
    if depth == 0:
        return
    for key, inner in _parts(value):
        for below, pattern in _in(inner, depth - 1):
            yield f"[{key}]{below}", pattern


def _parts(value: object) -> Iterator[tuple[object, object]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, tuple | list | set | frozenset):
        yield from enumerate(value)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield from ((field.name, getattr(value, field.name)) for field in dataclasses.fields(value))


def _modules() -> Iterator[ModuleType]:
    for package in PACKAGES:
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            # The one runs the program, the other is run by Alembic.
            if not found.name.endswith((".__main__", ".migrations.env")):
                yield importlib.import_module(found.name)


@cache
def _trees() -> tuple[tuple[str, ast.Module], ...]:
    trees = []
    for package in PACKAGES:
        (root,) = map(Path, package.__path__)
        for path in sorted(root.rglob("*.py")):
            name = ".".join(path.relative_to(root.parent).with_suffix("").parts).removesuffix(".__init__")
            trees.append((name, ast.parse(path.read_text("utf-8"))))
    return tuple(trees)


def _targets(node: ast.stmt) -> list[ast.expr]:
    if isinstance(node, ast.Assign):
        return node.targets
    return [node.target] if isinstance(node, ast.AnnAssign) else []


def _calls_re(call: ast.Call) -> bool:
    function = call.func
    return isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id == "re"


def _is_constant(pattern: ast.expr) -> bool:
    """Whether nothing of a pattern comes from the function's arguments; a name in capitals is a constant's."""
    names = [node.id for node in ast.walk(pattern) if isinstance(node, ast.Name)]
    return all(name.strip("_").isupper() for name in names)
