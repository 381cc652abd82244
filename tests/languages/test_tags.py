"""Language tags are data: read in any spelling, written the canonical way, chosen by lookup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.languages.tags import TAG, agree, canonical, closeness, contains, is_tag, lookup, primary_language

_LANGUAGE = st.sampled_from(["fr", "en", "zh", "pt", "de", "sr", "ast", "yue"])
_SCRIPT = st.sampled_from(["", "Latn", "Hans", "Hant", "Cyrl"])
_REGION = st.sampled_from(["", "FR", "CA", "TW", "BR", "419"])
TAGS = st.builds(lambda *parts: "-".join(filter(None, parts)), _LANGUAGE, _SCRIPT, _REGION)


def spelt(tag: str, how: int) -> str:
    """The same tag as some tool writes it."""
    return [tag, tag.upper(), tag.lower(), tag.replace("-", "_"), f" {tag.title()} "][how]


@pytest.mark.parametrize(
    ("tag", "wanted"),
    [
        ("FR_fr", "fr-FR"),
        ("fra", "fr"),
        ("fre-CA", "fr-CA"),
        ("ENG", "en"),
        ("fr_FR.UTF-8", "fr-FR"),
        ("sr@latin", "sr-Latn"),
        ("sr_RS@latin", "sr-Latn-RS"),
        ("zh-CHS", "zh-Hans"),
        ("zh_tw", "zh-TW"),
        ("ZH-hant-TW", "zh-Hant-TW"),
        ("iw", "he"),
        ("ca@valencia", "ca-valencia"),
        ("es-419", "es-419"),
        ("fr-x-FOO", "fr-x-foo"),
        ("*all*", "*all*"),
        ("x/../y", "x/../y"),
        ("", ""),
    ],
)
def test_the_canonical_tag(tag: str, wanted: str) -> None:
    assert canonical(tag) == wanted
    assert canonical(wanted) == wanted


@given(TAGS, st.integers(0, 4))
def test_spelling_does_not_matter(tag: str, how: int) -> None:
    assert canonical(spelt(tag, how)) == canonical(tag)
    assert is_tag(canonical(tag)) and TAG.fullmatch(canonical(tag))
    assert primary_language(spelt(tag, how)) == primary_language(tag)


@given(st.lists(TAGS, min_size=1, max_size=6), TAGS, st.integers(0, 4))
def test_lookup_takes_the_exact_tag_then_prefixes_then_the_language(tags: list[str], wanted: str, how: int) -> None:
    found = lookup(spelt(wanted, how), tags)
    same = [t for t in tags if primary_language(t) == primary_language(wanted)]
    # A variety in another script does not fit.
    assert found is None or same
    assert found is not None or not any(agree(t, wanted) for t in tags)
    if wanted in tags:
        assert found == wanted
    elif prefixes := [t for t in same if wanted.startswith(f"{t}-")]:
        assert found == max(prefixes, key=len)
    elif found is not None:
        assert found in same


def test_lookup() -> None:
    assert lookup("fr-FR", ["de", "fr-CA", "fr"]) == "fr"
    assert lookup("fr", ["fr-CA", "fr"]) == "fr"
    assert lookup("fra", ["en", "FR_fr"]) == "FR_fr"
    assert lookup("zh-TW", ["zh-CN", "zh-Hant"]) == "zh-Hant"
    assert lookup("es", ["fr", "en"]) is None
    # Who reads one script may not read the other.
    assert lookup("zh-CN", ["zh-Hant-TW", "en"]) is None and lookup("sr-Latn", ["sr-Cyrl-RS"]) is None
    assert lookup("zh-CN", ["zh"]) == "zh" and closeness("pt-BR", "pt-PT") == 1 and closeness("en", "fr") == 0


def test_what_may_stand_in_one_column() -> None:
    assert agree("fr", "fr-CA") and agree("fr-CA", "FR_ca") and agree("zh-TW", "zh-Hant")
    assert not agree("fr-FR", "fr-CA") and not agree("zh-CN", "zh-Hant") and not agree("fr", "en")
    assert contains("fr", "fr-CA") and not contains("fr-CA", "fr") and not contains("f", "fr")


@pytest.mark.parametrize(
    ("tag", "language"),
    [("arb_Arab", "ar"), ("cmn-Hant", "zh"), ("zsm", "ms"), ("pes", "fa"), ("als", "sq"), ("yue", "yue")],
)
def test_a_language_that_stands_for_a_larger_one_is_read_as_that_and_keeps_its_code(tag: str, language: str) -> None:
    assert primary_language(tag) == language and canonical(tag).startswith(tag[:3])
    assert bool(closeness(tag, language)) and lookup(language, ["de", tag]) == tag
