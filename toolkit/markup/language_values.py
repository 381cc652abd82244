"""Values that name the language of a file: they are no words, and name that of the translation in it."""

from __future__ import annotations

import re

from toolkit.markup.languages import in_other_language
from toolkit.markup.model import Block, Page

#: Kinds of file with texts by key.
KEYED = frozenset("json arb yaml toml properties strings android resx php".split())
_TAG = re.compile(r"[a-z]{2}(?:[-_](?:[A-Z]{2}|[a-z]{2}|[A-Z][a-z]{3}))?")
# What stands before the value of a key that names a language, in any of these kinds.
_KEY = re.compile(
    r"(?:\A|[^a-z\d])(?:html|app|site|content|default|current|date|number|og)?[_.-]?"
    r"(?:lang|language|locale|lng|hreflang)(?:[_.-]?(?:code|id|tag))?"
    r"(?:[\"']?[ \t]*(?:=>?|:)[ \t]*|[\"'][^<>]*>\s*(?:<value>\s*)?)[\"']?\Z",
    re.IGNORECASE,
)


def name_languages(page: Page, from_code: str, to_code: str) -> None:
    """Take values that are the tag of a language out of what is translated.

    Args:
        page: of a file of a kind of :data:`KEYED`.
        from_code, to_code: languages; the tag of the first becomes that of the second.
    """
    tags: dict[int, str] = {}
    code = ""
    for number, part in enumerate(page.parts):
        if isinstance(part, str):
            code += part
            continue
        if not part.marks and _TAG.fullmatch(part.text) and _KEY.search(code[-200:]):
            tags[number] = part.text
        code = ""
    # A list of languages to choose from names each of them.
    own = len({re.split("[-_]", tag)[0] for tag in tags.values()}) == 1
    for number, tag in tags.items():
        part = page.parts[number]
        assert isinstance(part, Block)
        new = in_other_language(tag, from_code, to_code) if own else None
        page.parts[number] = part.code.replace(tag, new or tag)


def named_language(code: str, key: str, from_code: str, to_code: str) -> str:
    """Code with lines of a key that names the language, as heads of files have them.

    Args:
        code: of the head.
        key: pattern of the key and of what parts it from its value.
        from_code, to_code: languages.

    Example:
        >>> named_language("title: A\\nlang: fr-CA # x", "lang: +", "fr", "en")
        'title: A\\nlang: en-GB # x'
    """
    pattern = re.compile(
        rf"^(?P<key>[ \t]*{key})(?P<quote>[\"']?)(?P<tag>{_TAG.pattern})(?P=quote)(?=[ \t]*(?:,|#|;|\r?$))",
        re.MULTILINE | re.IGNORECASE,
    )

    def named(match: re.Match[str]) -> str:
        new = in_other_language(match["tag"], from_code, to_code) or match["tag"]
        return f"{match['key']}{match['quote']}{new}{match['quote']}"

    return pattern.sub(named, code)
