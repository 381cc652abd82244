from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.languages.english import restore
from toolkit.text.casing import is_shouted, split_marker, unshout
from toolkit.text.chunks import join_translations, split_long
from toolkit.text.repetition import is_looping, longest_loop
from toolkit.text.typography import fold, part_quotes, quote_style


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("l’«\u00a0élève\u00a0»…", 'l\'"élève"...'),
        ("E\u0301tat\u202f: 6\u00a0700", "État : 6 700"),
        ("janvier 2024—un rythme", "janvier 2024 - un rythme"),
        ("l' homme d\u2019 État", "l'homme d'État"),
        ("cœur", "coeur"),
        ("  deux   mots ", "deux mots"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("folded", "parted"),
    [
        ('"centaines" de "morts".', '" centaines" de " morts".'),
        ('("non")', '(" non")'),
        ('"...", un 5" et c"', '"...", un 5" et c"'),
        ('dit " oui', 'dit " oui'),
    ],
)
def test_only_quotes_that_open_are_parted(folded: str, parted: str) -> None:
    assert part_quotes(folded) == parted == part_quotes(parted)


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "source", "style", "wanted"),
    [
        ("some 6 700 containers", "6\u00a0700 conteneurs", "straight", "some 6,700 containers"),
        ("it costs 1,500.50 € or 30£, not 5 M€", "il coûte", "straight", "it costs €1,500.50 or £30, not 5 M€"),
        ("some 6700 containers", "6 700 conteneurs", "straight", "some 6,700 containers"),
        ("some 6 700 containers", "6\u2009700 conteneurs", "straight", "some 6,700 containers"),
        ("some 6 700 containers", "6\u2007700 conteneurs", "straight", "some 6,700 containers"),
        ("5,5 billion", "5,5 milliards", "straight", "5.5 billion"),
        ("5.5 billion", "5,5 milliards", "straight", "5.5 billion"),
        ("1 234,5 tons", "1 234,5 t", "straight", "1,234.5 tons"),
        ("in 2024, 12 men", "en 2024, 12 hommes", "straight", "in 2024, 12 men"),
        ("10 % of it", "10 %", "straight", "10% of it"),
        ('He said: "it\'s true"!', "", "curly", "He said: “it’s true”!"),
        ('"Yes," he said, "we can."', "", "curly", "“Yes,” he said, “we can.”"),
        ("Korea's army", "", "straight", "Korea's army"),
        ("wait ; what ?", "", "straight", "wait; what?"),
    ],
)
def test_restore(text: str, source: str, style: str, wanted: str) -> None:
    assert restore(text, source, style) == wanted


@pytest.mark.parametrize(
    ("text", "source", "wanted"),
    [
        ("The 'Panama Papers' it's called.", "Les « Panama Papers » s’appelle.", 'The "Panama Papers" it\'s called.'),
        ("He said 'it's late' and 'go'.", "Il dit « il est tard » et “va”.", 'He said "it\'s late" and "go".'),
        ("the 'fake news,' he said", "les « fausses nouvelles », dit-il", 'the "fake news," he said'),
        # One mark of a pair, a plural's apostrophe, single quotes in the source, double ones already there.
        ("the 'main one", "le « principal »", "the 'main one"),
        ("the soldiers' arms 'are here'", "les « armes »", "the soldiers' arms 'are here'"),
        ("a 'word' here", "un 'mot' ici", "a 'word' here"),
        ("the \"so-called 'word' of\" it", "le « soi-disant “mot” de »", "the \"so-called 'word' of\" it"),
    ],
)
def test_what_the_source_quotes_has_one_kind_of_quotes(text: str, source: str, wanted: str) -> None:
    assert restore(text, source) == wanted


def test_quote_style_follows_the_text() -> None:
    assert quote_style(["l'un", "l’autre"]) == "curly"
    assert quote_style(["l'un", "l'autre"]) == "straight"


def test_capitals() -> None:
    assert is_shouted("LA CORÉE DU NORD RECULE")
    assert not is_shouted("ONU, OTAN, UE")
    assert unshout("LA CORÉE DU NORD RECULE") == "La corée du nord recule"


def test_markers_are_kept_outside() -> None:
    assert split_marker("– Oui, dit-il.") == ("– ", "Oui, dit-il.")
    assert split_marker("Oui - non") == ("", "Oui - non")


@pytest.mark.parametrize(
    ("hypothesis", "source", "looping"),
    [
        ("the salad salad salad is good", "la salade est bonne", True),
        ("of the United Nations of the United Nations", "des Nations unies", True),
        ("very very good", "très bon", False),
        ("no, no, no", "non, non, non", False),
        ("Pyongyangangang and Moscow", "Pyongyang et Moscou", True),
        ("the north-core-core army", "l'armée nord-coréenne", True),
        ("the Mississippi river", "le Mississippi", False),
        ("it had had enough", "il en avait assez", False),
    ],
)
def test_loops(hypothesis: str, source: str, looping: bool) -> None:
    assert is_looping(hypothesis, source) is looping


def test_longest_loop() -> None:
    assert longest_loop("a b c b c b c d".split()) == (6, 3)
    assert longest_loop("a b c".split()) == (0, 1)


@given(st.lists(st.sampled_from(["mot", "long,", "et", "qui", "vient;", "x" * 30]), min_size=1, max_size=80))
def test_long_sentences_are_cut_and_nothing_is_lost(words: list[str]) -> None:
    text = " ".join(words)
    pieces = split_long(text, 20, lambda t: len(t.split()) * 2)
    assert " ".join(pieces) == text
    assert all(len(p.split()) * 2 <= 20 for p in pieces)


@pytest.mark.parametrize(
    ("pieces", "wanted"),
    [
        ([("Il vient,", "He comes."), ("et il part.", "And he leaves.")], "He comes, and he leaves."),
        ([("Il vient,", "He comes,"), ("la Russie part.", "Russia leaves.")], "He comes, Russia leaves."),
        ([("Il vient :", "He comes"), ("Avec elle", "With her")], "He comes: With her"),
        ([("vers les", "to the U.S."), ("et ici", "And here")], "to the U.S. and here"),
        ([("Qui ?", "Who?"), ("qui ?", "Who?")], "Who? Who?"),
        ([("Seul.", "Alone.")], "Alone."),
        ([("Là pour rester", "Here to stay.")], "Here to stay"),
        ([("Il a dit « non »", "He said “no”.")], "He said “no”."),
        ([], ""),
    ],
)
def test_translations_of_pieces_are_one_sentence(pieces: list[tuple[str, str]], wanted: str) -> None:
    assert join_translations(pieces) == wanted
