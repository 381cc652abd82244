"""Finding out before another tool does whether a file keeps its format."""

from toolkit.validation.kinds import kind_of, validate_file
from toolkit.validation.problems import RULES_OF, Problem
from toolkit.validation.tmx import RULES, validate_tmx

__all__ = ["RULES", "RULES_OF", "Problem", "kind_of", "validate_file", "validate_tmx"]
