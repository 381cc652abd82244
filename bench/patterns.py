"""How the time of every regular expression in toolkit/ grows with the length of its input.

    python bench/patterns.py [--seconds 300] [toolkit.markup ...]

All compiled patterns are gathered from the modules, and literal ones from calls of `re` in the source. Each is tried on
long runs of its own characters, of what it repeats and of pieces of what it matches, at the beginning of a match and
behind one. A pattern that is used only to match from a given place is tried from the first place alone.
Named is what grows faster than with the power 1.4 of the length, or takes over 0.3 s for 2,000 characters.
Whether that can be met depends on where the pattern is used: a name of a file is short, a line of text may have five
million characters.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import math
import re
import re._parser as parser
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
LENGTH = 2_000
_CLASSES = {"SPACE": " ", "DIGIT": "1", "WORD": "a", "NOT_SPACE": "a", "NOT_WORD": ".", "NOT_DIGIT": "a"}
_CALLS = {"sub", "subn", "search", "match", "fullmatch", "findall", "finditer", "split", "compile"}
_REPEATS = {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}


def gather() -> tuple[dict[tuple[str, int], str], dict[tuple[str, int], set[str]]]:
    """All patterns with their flags: where each is, and the methods that the source calls of it."""
    found: dict[tuple[str, int], str] = {}
    uses: dict[tuple[str, int], set[str]] = {}

    def walk(value: Any, where: str, depth: int = 0) -> None:
        if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
            found.setdefault((value.pattern, value.flags), where)
        elif depth < 3 and isinstance(value, list | tuple | set | frozenset):
            for one in value:
                walk(one, where, depth + 1)
        elif depth < 3 and isinstance(value, dict):
            for one in (*value.keys(), *value.values()):
                walk(one, where, depth + 1)

    for file in sorted((ROOT / "toolkit").rglob("*.py")):
        module = ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        try:
            for name, value in vars(importlib.import_module(module)).items():
                walk(value, f"{module}:{name}")
        except ImportError:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Attribute):
                continue
            owner = getattr(importlib.import_module(module), getattr(node.value, "id", ""), None)
            if isinstance(owner, re.Pattern):
                uses.setdefault((owner.pattern, owner.flags), set()).add(node.attr)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and ast.unparse(node.func.value) == "re"
                and node.func.attr in _CALLS
                and node.args
                and isinstance(node.args[0], ast.Constant)
                and isinstance(node.args[0].value, str)
            ):
                pattern = re.compile(node.args[0].value)
                if node.func.attr == "compile" and any(pattern.pattern == source for source, _ in found):
                    continue
                found.setdefault((pattern.pattern, pattern.flags), f"{module}:{node.lineno}")
                if node.func.attr != "compile":
                    uses.setdefault((pattern.pattern, pattern.flags), set()).add(node.func.attr)
    return found, uses


def _inner(operation: str, value: Any) -> list[Any]:
    """The sequences inside a node of a parsed pattern."""
    if operation in _REPEATS:
        return [value[2]]
    if operation == "SUBPATTERN":
        return [value[3]]
    if operation == "BRANCH":
        return list(value[1])
    if operation in ("ASSERT", "ASSERT_NOT"):
        return [value[1]]
    return [value] if operation == "ATOMIC_GROUP" else []


def characters(tree: Any) -> list[str]:
    """One character for each place of a pattern that wants one."""
    found = []
    for operation, value in tree:
        name = str(operation)
        if name == "LITERAL":
            found.append(chr(value))
        elif name in ("NOT_LITERAL", "ANY"):
            found.append("a")
        elif name == "IN":
            for kind, one in value:
                if str(kind) == "LITERAL":
                    found.append(chr(one))
                elif str(kind) == "RANGE":
                    found.append(chr(one[0]))
                elif str(kind) == "CATEGORY":
                    found.append(_CLASSES[str(one).removeprefix("CATEGORY_")])
                else:
                    found += ["a", " "]
        for inside in _inner(name, value):
            found += characters(inside)
    return found


def example(tree: Any) -> str:
    """A short text that a pattern might match."""
    text = ""
    for operation, value in tree:
        name = str(operation)
        if name in ("LITERAL", "NOT_LITERAL", "ANY", "IN"):
            text += (characters([(operation, value)]) or ["a"])[0]
        elif name in _REPEATS:
            text += example(value[2]) * max(1, min(value[0], 3))
        elif name not in ("ASSERT", "ASSERT_NOT"):
            text += "".join(example(inside) for inside in _inner(name, value)[:1])
    return text


def repeated(tree: Any) -> set[str]:
    """Examples of what a pattern repeats."""
    found = set()
    for operation, value in tree:
        if str(operation) in _REPEATS:
            found.add(example(value[2]))
        for inside in _inner(str(operation), value):
            found |= repeated(inside)
    return found


class _TooSlow(Exception):
    pass


def _stop(number: int, frame: Any) -> None:
    raise _TooSlow


def seconds_for(pattern: re.Pattern[str], text: str, limit: float, uses: set[str]) -> float:
    """CPU seconds to find all matches, or the one at the beginning where no other is looked for; at most the limit."""
    started = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    try:
        if uses and uses <= {"match", "fullmatch"}:
            for use in uses:
                getattr(pattern, use)(text)
        else:
            for _ in pattern.finditer(text):
                pass
    except _TooSlow:
        pass
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - started


def growth(seconds: float, parts: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    """Each pattern, and what is wrong with its growth; at most for some seconds.

    Args:
        parts: names of modules or of what is in them; none for all.
    """
    found, all_uses = gather()
    signal.signal(signal.SIGVTALRM, _stop)
    ends = time.monotonic() + seconds
    for (source, flags), where in found.items():
        uses = all_uses.get((source, flags), set())
        if parts and not any(part in where for part in parts):
            continue
        if time.monotonic() > ends:
            return
        pattern, tree = re.compile(source, flags), parser.parse(source, flags)
        word = example(tree)
        units = dict.fromkeys(
            [*characters(tree)[:20], *(r for r in repeated(tree) if 0 < len(r) < 30), word[:3], " ", "a"]
        )
        heads = ["", *dict.fromkeys(example(tree[: n + 1]) for n in range(min(4, len(tree))))]
        worst = 0.0, "", "", ""
        for head, unit in [(h, u) for u in units if u for h in heads][:60]:
            for tail in ("", "\0!"):
                needed = seconds_for(pattern, (head + unit * LENGTH)[:LENGTH] + tail, 0.4, uses)
                worst = max(worst, (needed, head, unit, tail))
        needed, head, unit, tail = worst
        fault = ""
        if needed > 0.008:
            twice = seconds_for(pattern, (head + unit * 2 * LENGTH)[: 2 * LENGTH] + tail, 3, uses)
            power = math.log2(twice / needed)
            if power > 1.4 or needed > 0.3:
                fault = f"{needed * 1000:.0f} ms for 2,000 characters, power {power:.1f}: {head!r} then {unit!r} often"
        yield f"{where} {source[:90]!r}", fault


def main() -> None:
    """Print what grows too fast."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--seconds", type=float, default=300)
    arguments.add_argument("parts", nargs="*", help="modules, or parts of their names; without any, all")
    given = arguments.parse_args()
    tried = 0
    for name, fault in growth(given.seconds, given.parts):
        tried += 1
        if fault:
            print(f"{name}\n    {fault}", flush=True)
    print(f"{tried} patterns tried")


if __name__ == "__main__":
    main()
