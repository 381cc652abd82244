"""The templates of the report in ``data/``; everything that is put into them is escaped, unless it is their own."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def templates() -> Environment:
    """Jinja's environment (https://jinja.palletsprojects.com), with every name that a template uses to be given."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        autoescape=True,
        loader=PackageLoader("toolkit.reports", "data"),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )


def source(name: str) -> str:
    """The text of a file in ``data/``, such as the style."""
    return resources.files("toolkit.reports").joinpath("data", name).read_text(encoding="utf-8")


def policy_hash(text: str) -> str:
    """How a Content-Security-Policy names a style or script that may run (W3C, CSP 3): its SHA-256 in base64."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
