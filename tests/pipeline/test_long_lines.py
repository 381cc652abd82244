"""A line of very many words without a stop is parted, so that one sees how far the work is and nothing grows too fast."""

from __future__ import annotations

import time

from tests.markup.engines import Changed, echo, translated, upper
from toolkit.pipeline.render import translate_texts
from toolkit.text.chunks import cut_words

LONG = ", ".join(["le chat dort dans la maison", "la pluie  tombe"] * 200)


def test_it_is_several_segments_and_one_text() -> None:
    seen: list[int] = []
    [part] = translate_texts([LONG], upper(), progress=seen.append)
    assert len(part.segments) > 4 and all(len(s.text.split()) <= 250 for s in part.segments)
    assert part.text == LONG.upper()
    assert [part.paragraph.text[s.start : s.end] for s in part.segments] == [s.text for s in part.segments]


def test_parts_go_on_with_one_another() -> None:
    # A model takes each for a sentence.
    engine = Changed(lambda text: f"The {text.rstrip(',')}.")
    [part] = translate_texts([LONG], engine)
    assert "." not in part.text and part.text.count("The") == 1 and part.text.count("the") == len(part.segments) - 1
    assert part.text.count(",") == LONG.count(",")


def test_a_short_sentence_stays_whole() -> None:
    text = "le chat dort, " * 20 + "et il mange."
    [part] = translate_texts([text], echo())
    assert len(part.segments) == 1 and part.cuts == []


def test_words_without_blanks_stay_whole() -> None:
    assert cut_words("猫" * 5_000, 10) == [(0, 5_000)]
    assert cut_words("a b", 5) == [(0, 3)]


def test_time_grows_with_length_and_no_faster() -> None:
    text = "<p>" + ", ".join(["le chat dort dans la maison"] * 6_000) + "</p>"
    begun = time.process_time()
    assert translated(text, "html", upper()).count("CHAT") == 6_000
    assert time.process_time() - begun < 20
