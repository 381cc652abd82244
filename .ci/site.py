"""MkDocs hooks: decisions are listed, links out of docs/ lead into the repository, no page loads from elsewhere."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

_LINK = re.compile(r"(\]\()((?:\.\./)+[^)#\s]+)(#[^)]*)?(\))")
_LOADED = re.compile(r"""<(?:script|link|img|iframe|source)\b[^>]*?\b(?:src|href)=["']?(?:https?:)?//[^>]*>""")


def on_config(config: Any, **_: Any) -> Any:
    """Put every decision into the navigation."""
    decisions = sorted(Path(config["docs_dir"]).glob("decisions/*.md"))
    config["nav"].append({"Decisions": [f"decisions/{path.name}" for path in decisions]})
    return config


def on_page_markdown(markdown: str, page: Any, config: Any, **_: Any) -> str:
    """Turn relative links that leave docs/ into links to the repository."""
    docs = Path(config["docs_dir"])
    here = (docs / page.file.src_uri).parent

    def outside(match: re.Match[str]) -> str:
        target = Path(os.path.normpath(here / match[2]))
        if target.is_relative_to(docs):
            return match[0]
        place = target.relative_to(docs.parent).as_posix()
        return f"{match[1]}{config['repo_url']}/blob/main/{place}{match[3] or ''}{match[4]}"

    return _LINK.sub(outside, markdown)


def on_post_page(output: str, page: Any, **_: Any) -> str:
    """Refuse a page that loads something from the network."""
    found = _LOADED.search(output)
    if found and 'rel="canonical"' not in found[0]:
        raise SystemExit(f"{page.file.src_uri}: loads from another place: {found[0]}")
    return output
