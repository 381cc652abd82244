"""How long a text should be beside its translation."""

from __future__ import annotations

#: Characters of the target for one of the source, medians of ../shared/training where we have measured it.
TYPICAL = {("fr", "en"): 0.88, ("en", "fr"): 1.14}


def times_off(one: float, other: float, slack: float) -> float:
    """How many times one length is the other, 1 or more.

    Args:
        one, other: lengths, after what is typical for their languages.
        slack: added to both, so that short texts may differ more.
    """
    return max((one + slack) / (other + slack), (other + slack) / (one + slack))
