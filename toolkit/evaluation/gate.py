"""Gates for continuous integration: floors under scores, and no drop against an earlier result."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.errors import InputError
from toolkit.evaluation.comparison import Comparison, SystemResult
from toolkit.evaluation.registry import less_is_better
from toolkit.evaluation.testset import reference_hash
from toolkit.registry import unknown

LEVEL = 0.05
# Results are stored with four decimals.
_ROUNDING = 5e-5


@dataclass(slots=True, frozen=True)
class GateCheck:
    """One thing a gate looked at.

    Attributes:
        name: such as ``newstest chrf >= 55``.
        passed: whether it holds.
        reason: one sentence with the figures.
    """

    name: str
    passed: bool
    reason: str

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready values."""
        return {"name": self.name, "passed": self.passed, "reason": self.reason}


def parse_floor(text: str, known: Sequence[str]) -> tuple[str, float]:
    """Read ``chrf=55``.

    Raises:
        InputError: not of that form, or an unknown metric.
    """
    metric, sign, value = text.partition("=")
    try:
        if not sign:
            raise ValueError
        number = float(value)
        if not math.isfinite(number):
            raise ValueError
    except ValueError:
        raise InputError(f"--fail-under '{text}': give METRIC=NUMBER, such as chrf=55") from None
    if metric not in known:
        raise InputError(f"--fail-under '{text}': {unknown('metric', metric, known)}")
    return metric, number


def check_floors(name: str, scores: dict[str, float], floors: Sequence[tuple[str, float]]) -> list[GateCheck]:
    """Compare scores with the least that is asked of them; of TER, the most.

    Args:
        name: of the system or title.
        scores: by metric; a metric that is missing fails.
        floors: (metric, bound).
    """
    checks = []
    for metric, bound in floors:
        less = less_is_better(metric)
        sign = "<=" if less else ">="
        value = scores.get(metric)
        passed = value is not None and (value <= bound if less else value >= bound)
        found = "was not computed" if value is None else f"is {value:.2f}"
        checks.append(GateCheck(f"{name} {metric} {sign} {bound:g}", passed, f"{metric} of {name} {found}"))
    return checks


def check_drop(comparison: Comparison, baseline: dict[str, Any], drop: float, significant: bool) -> list[GateCheck]:
    """Compare systems with results of earlier.

    Args:
        comparison: of now.
        baseline: earlier results, see :func:`toolkit.evaluation.results.read_results`. A system is compared with the
            one of its name, or with the only one.
        drop: points that a score may fall.
        significant: fail only when the drop is significant as well (paired bootstrap, p < 0.05); needs the segments
            in the baseline.

    Raises:
        InputError: other references, another signature, no such system or metric, or segments are missing.
    """
    if not math.isfinite(drop):
        raise InputError(f"--max-drop: {drop:g} is no number of points; give one, such as 0.5")
    stored = baseline.get("testset", {}).get("references", [])
    if stored != [reference_hash(r) for r in comparison.testset.references]:
        raise InputError("--baseline: scored on other references; score the baseline again on these")
    checks = []
    for system in comparison.systems:
        before = _stored_system(baseline, system.name)
        for metric, now in system.metrics.items():
            old = before["metrics"].get(metric)
            if old is None:
                raise InputError(f"--baseline: no {metric} of '{before['name']}' in it; score it again with {metric}")
            # The settings of resampling do not change a score.
            if _plain(old["signature"]) != _plain(now.signature):
                raise InputError(
                    f"--baseline: {metric} has signature {old['signature']}, now {now.signature}; the figures cannot "
                    "be compared"
                )
            if type(old.get("score")) not in (int, float) or not math.isfinite(old["score"]):
                raise InputError(f"--baseline: the {metric} of '{before['name']}' is no number; score it again")
            fall = (now.score - old["score"]) * (1 if less_is_better(metric) else -1)
            passed = fall <= drop + _ROUNDING
            reason = f"{metric} of {system.name} was {old['score']:.2f}, is {now.score:.2f}"
            if significant and not passed:
                p = _p_value(comparison, before, system, metric)
                passed = p >= LEVEL
                reason += f" (paired bootstrap p = {p:.3f})"
            checks.append(GateCheck(f"{system.name} {metric} drops <= {drop:g}", passed, reason))
    return checks


def _plain(signature: str) -> str:
    return "|".join(p for p in signature.split("|") if p.split(":")[0] not in ("bs", "ar", "seed"))


def _stored_system(baseline: dict[str, Any], name: str) -> dict[str, Any]:
    systems: list[dict[str, Any]] = baseline.get("systems", [])
    named = [s for s in systems if s["name"] == name] or (systems if len(systems) == 1 else [])
    if not named:
        raise InputError(
            f"--baseline: no system '{name}' in it; it has {', '.join(s['name'] for s in systems) or 'none'}"
        )
    return named[0]


def _p_value(comparison: Comparison, before: dict[str, Any], system: SystemResult, metric: str) -> float:
    from toolkit.evaluation.comparison import compare
    from toolkit.evaluation.testset import Side

    if "segments" not in before:
        raise InputError("--significant: the baseline holds no segments; make it with --json --segments")
    earlier = Side("baseline", [s["hypothesis"] for s in before["segments"]])
    tested = compare([earlier, Side("now", system.hypotheses)], comparison.testset, [metric])
    value = tested.systems[1].metrics[metric].p_value
    assert value is not None
    return value
