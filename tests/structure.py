"""What does the code look like from above? Sizes, circles, docstrings and words, as figures."""

import ast
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median

import grimp

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("api", "qa", "embeddings")

# In lines, the signature and the docstring included: beyond it a function does more than one thing.
LONG_FUNCTION = 40

# Words that say one thing here and another there, each with the standard terms that replaced it. As parts of names
# none is allowed; as words of a docstring or comment those are out that are not everyday English.
REPLACED = {
    "told": "message, detail, confidence: what it is",
    "tell": "return, show, respond",
    "tells": "returns, shows, responds",
    "place": "offset, position, rank, locator",
    "places": "offsets, positions, ranks, locators",
    "contest": "ranking input",
    "worded": "lexical features",
    "lesson": "training example",
    "lessons": "training examples",
    "trust": "confidence",
    "strangers": "off-topic questions",
    "renewal": "compaction, refresh",
    "renewed": "refreshed",
    "untidy": "needs compaction",
    "tidy": "compact",
    "alive": "live",
    "gone": "deleted",
    "lexicon": "lexical indexes",
    "twin": "near duplicate",
    "twins": "near duplicates",
    "edition": "version",
    "editions": "versions",
    "courtesy": "small talk reply",
    "extent": "answer span",
    "counterpart": "substitution",
    "counterparts": "substitution",
    "loosely": "normalised",
    "wire": "schema",
    "spoken": "on topic",
}
IN_DOCSTRINGS = frozenset(REPLACED) - {"gone", "trust", "place", "places", "spoken", "extent", "edition"}

# Kept, each with its reason: `file:word`.
_JSON_PLACE = "the field `place` of a citation in the JSON of the API"
KEPT: dict[str, str] = {
    "api/cli/ask.py:place": _JSON_PLACE,
    "api/schemas/citations.py:place": _JSON_PLACE,
    "api/schemas/verify.py:place": _JSON_PLACE,
    "api/messages/verdicts.py:place": "`at_place` is a reason in the JSON of the API",
    "qa/citing/claims.py:place": "Reason.AT_PLACE, `at_place` in the JSON of the API",
    "qa/citing/judging.py:place": "Reason.AT_PLACE, `at_place` in the JSON of the API",
    "qa/jobs/job_runner.py:alive": "a method of threading.Thread",
    "qa/library/checkpoint.py:alive": "a method of threading.Thread",
    "qa/questions/answer_types.py:place": "AnswerType.PLACE: a question asks for one",
    "qa/ranking/answer_type_patterns.py:place": "AnswerType.PLACE: a question asks for one",
    "qa/retrieval/local/live_index.py:alive": "Thread.is_alive is the library's name",
    "qa/suggesting/question_candidates.py:place": "AnswerType.PLACE: a question asks for one",
}

_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Module:
    """One file: its path below the root, its number of lines, and its tree."""

    path: str
    lines: int
    tree: ast.Module


@cache
def modules() -> tuple[Module, ...]:
    """All modules of the packages, by path."""
    paths = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return tuple(_module(path) for path in paths)


def _module(path: Path) -> Module:
    source = path.read_text("utf-8")
    return Module(path.relative_to(ROOT).as_posix(), source.count("\n"), ast.parse(source))


def functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def long_functions() -> list[str]:
    """Those over `LONG_FUNCTION` lines, less the functions inside them: a factory of routes holds many."""
    return [
        f"{module.path}:{node.name} ({length})"
        for module in modules()
        for node in functions(module)
        if (length := _own_lines(node)) > LONG_FUNCTION
    ]


def _own_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    inner = [one for one in node.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)]
    return _lines(node) - sum(_lines(one) for one in inner)


def _lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def without_docstring() -> list[str]:
    """Public modules, classes, functions and methods that have none."""
    found = [module.path for module in modules() if not ast.get_docstring(module.tree)]
    for module in modules():
        found += [f"{module.path}:{name}" for name in _undocumented(module.tree)]
    return found


def _undocumented(tree: ast.Module | ast.ClassDef) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            if not ast.get_docstring(node):
                yield node.name
            if isinstance(node, ast.ClassDef):
                yield from _undocumented(node)


def replaced_words() -> list[str]:
    """Where a replaced word still stands, in a name, a docstring or a comment, and is not among those kept."""
    return sorted(words_in_use() - KEPT.keys())


def words_in_use() -> set[str]:
    """Every replaced word that stands in a module, kept ones too, as `file:word`."""
    found = (_in_names, _in_docstrings, _in_comments)
    return {f"{module.path}:{word}" for module in modules() for words in found for word in words(module)}


def _in_names(module: Module) -> Iterator[str]:
    names = {Path(module.path).stem}
    for node in ast.walk(module.tree):
        match node:
            case ast.Name(id=name) | ast.arg(arg=name) | ast.Attribute(attr=name) | ast.keyword(arg=str(name)):
                names.add(name)
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                names.add(name)
    for name in names:
        yield from (part for part in map(str.lower, _PART.findall(name)) if part in REPLACED)


def _in_docstrings(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            text = (ast.get_docstring(node) or "").lower()
            yield from (word for word in _WORD.findall(text) if word in IN_DOCSTRINGS)


def _in_comments(module: Module) -> Iterator[str]:
    with (ROOT / module.path).open(encoding="utf-8") as file:
        for token in tokenize.generate_tokens(file.readline):
            if token.type == tokenize.COMMENT:
                yield from (word for word in _WORD.findall(token.string.lower()) if word in IN_DOCSTRINGS)


@cache
def import_graph() -> grimp.ImportGraph:
    """Who imports whom among the packages."""
    return grimp.build_graph(*PACKAGES, cache_dir=None)


def circles() -> list[str]:
    """Modules that import themselves by way of others."""
    graph = import_graph()
    return sorted(name for name in graph.modules if _reaches_itself(graph, name))


def _reaches_itself(graph: grimp.ImportGraph, name: str) -> bool:
    seen: set[str] = set()
    waiting = set(graph.find_modules_directly_imported_by(name))
    while waiting:
        one = waiting.pop()
        seen.add(one)
        waiting |= graph.find_modules_directly_imported_by(one) - seen
    return name in seen


def rooms() -> dict[str, int]:
    """How many modules stand in each folder itself, its `__init__` not counted."""
    counts: dict[str, int] = {}
    for module in modules():
        folder, _, name = module.path.rpartition("/")
        counts[folder] = counts.get(folder, 0) + (name not in {"__init__.py", "__main__.py"})
    return counts


def report() -> Iterator[str]:
    """All of it, a line each."""
    sizes = [module.lines for module in modules()]
    yield f"modules: {len(sizes)}; lines: median {median(sizes):g}, most {max(sizes)}"
    yield f"functions over {LONG_FUNCTION} lines: {len(long_functions())} {' '.join(long_functions())}"
    yield f"modules in import circles: {len(circles())} {' '.join(circles())}"
    yield f"public names without a docstring: {len(without_docstring())} {' '.join(without_docstring())}"
    yield f"replaced words: {len(replaced_words())} {' '.join(replaced_words())}"
    yield "modules a room: " + ", ".join(f"{room} {count}" for room, count in sorted(rooms().items()))
