"""The design as a test: every import goes down the layers, and no modules import one another in a circle."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.conftest import ROOT

#: From the ground up. What stands in one line may not import what stands in the same line or above it.
LAYERS = """
errors version wording
machine meter registry workers
files
text resume
languages
units
formats
validation corpora terms packages segmentation documents encoders
lexical memory
checks
alignment evaluation translation markup
filters
pipeline reports
training cluster testing project
api
server
cli
__main__
""".strip().splitlines()
_HEIGHT = {name: height for height, line in enumerate(LAYERS) for name in line.split()}


def _modules() -> dict[str, Path]:
    files = (ROOT / "toolkit").rglob("*.py")
    return {".".join(f.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): f for f in files}


def _imports(module: str, file: Path, known: dict[str, Path]) -> set[str]:
    """Modules of the toolkit that a file imports at run time, inside functions too."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING"):
            node.body = []
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in known else node.module for name in inner}
    return {name for name in found if name in known and name != module}


def _graph() -> dict[str, set[str]]:
    known = _modules()
    return {module: _imports(module, file, known) for module, file in known.items()}


def _package(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def test_every_package_has_a_layer() -> None:
    assert {_package(m) for m in _modules()} - {""} == set(_HEIGHT)


def test_imports_go_down() -> None:
    wrong = [
        f"{module} imports {other}"
        for module, others in _graph().items()
        for other in others
        if _package(module) and _package(other) and _package(module) != _package(other)
        if _HEIGHT[_package(other)] >= _HEIGHT[_package(module)]
    ]
    assert not wrong


def test_no_modules_import_one_another_in_a_circle() -> None:
    graph = _graph()
    done: set[str] = set()
    on_the_way: list[str] = []

    def visit(module: str) -> None:
        if module in on_the_way:
            pytest.fail(" -> ".join([*on_the_way[on_the_way.index(module) :], module]))
        if module in done:
            return
        on_the_way.append(module)
        for other in sorted(graph[module]):
            visit(other)
        on_the_way.pop()
        done.add(module)

    for module in sorted(graph):
        visit(module)
