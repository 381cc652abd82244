from __future__ import annotations

import pytest

from toolkit.lexical.links import find_words, with_whole_words, word_links


@pytest.mark.parametrize(
    "placeholder", ["%(n)s", "%1$s", "{user.name}", "{{ count }}", "${x}", "%%x%%", ":count", "$home"]
)
def test_a_placeholder_is_one_word(placeholder: str) -> None:
    text = f"L'un, {placeholder} dans {placeholder}."
    words = find_words(text)
    assert [word.text for word in words] == ["l", "un", placeholder, "dans", placeholder]
    assert all(text[word.start : word.end].lower() == word.text for word in words)


def test_words_of_a_part_have_their_offsets_in_the_whole() -> None:
    text = "Un {a} deux. Trois %s quatre"
    assert [(w.text, w.start) for w in find_words(text, 13)] == [("trois", 13), ("%s", 19), ("quatre", 22)]
    assert [w.text for w in find_words(text, 0, 11)] == ["un", "{a}", "deux"]
    # A part that begins or ends within a placeholder has no more of it than its words.
    assert [w.text for w in find_words(text, 4, 11)] == ["a", "deux"]


def test_placeholders_are_linked_to_themselves() -> None:
    source, target = find_words("Le {{ nom }} vient de %1$s"), find_words("From %1$s comes {{ nom }}")
    links = word_links(source, target, None)
    best = {target[n].text: source[max(range(len(row)), key=row.__getitem__)].text for n, row in enumerate(links)}
    assert best["%1$s"] == "%1$s" and best["{{ nom }}"] == "{{ nom }}"


def test_parts_of_a_word_that_an_apostrophe_holds_together_are_one() -> None:
    text = "They don't know Paul’s aujourd'hui, I’ll l'eau"
    words = find_words(text)
    whole, rows = with_whole_words(text, words, [[float(n)] for n in range(len(words))])
    assert [w.text for w in whole] == ["they", "don't", "know", "paul", "s", "aujourd'hui", "i’ll", "l", "eau"]
    assert all(text[w.start : w.end].lower() == w.text for w in whole) and rows[1] == [1.5]
