from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.documents import Kind, parse_document, read_document
from toolkit.errors import EncodingError, InputError

_PIECES = st.sampled_from(
    [
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        " ",
        "\t",
        "\u00a0",
        "\u2028",
        "\f",
        "\x1c",
        "Source",
        "Le mot.",
        "« Oui »",
        "é",
        "𝒳",
        "\u202f",
    ]
)


@given(st.booleans(), st.lists(st.one_of(_PIECES, st.text(max_size=8))))
def test_every_character_is_restored(mark: bool, pieces: list[str]) -> None:
    text = "\ufeff" * mark + "".join(pieces)
    document = parse_document(text, "d")
    assert document.restore() == text
    assert all(p.text.strip() == p.text != "" for p in document.paragraphs)
    assert not any(c in p.text for p in document.paragraphs for c in "\r\n")


def test_seeds_are_restored_byte_for_byte(seeds) -> None:
    for path in seeds:
        assert read_document(path).restore().encode() == path.read_bytes()


def test_kinds_of_the_seeds(seeds) -> None:
    kinds = {
        (path.stem[:3], p.text[:22]): p.kind.value
        for path in seeds
        for p in read_document(path).paragraphs
        if p.kind is not Kind.BODY
    }
    assert kinds == {
        ("001", "Partenariat inégal : l"): "title",
        ("001", "Chas Pravdy - 19 septe"): "byline",
        ("001", "Source"): "furniture",
        ("002", "Why North Korea’s Mili"): "title",
        ("002", "Pourquoi le partenaria"): "title",
        ("002", "A lire également"): "furniture",
        ("003", "Les opinions exprimées"): "furniture",
        ("003", "Comment pouvez-vous no"): "furniture",
        ("003", "Epoch Times est un méd"): "furniture",
    }


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Par Jeanne Morel", Kind.BYLINE),
        ("Publié le 3 mai 2024 à 16 h 30", Kind.BYLINE),
        ("By Jane Doe | May 3, 2024", Kind.BYLINE),
        ("Lire aussi : Le budget voté", Kind.FURNITURE),
        ("Sources : AFP, Reuters", Kind.FURNITURE),
        ("Sourcier, un métier", Kind.TITLE),
    ],
)
def test_kinds_of_single_lines(line: str, kind: Kind) -> None:
    document = parse_document(f"Un titre\n{line}\nLe corps de l'article est ici. Il a deux phrases.", "d")
    assert document.paragraphs[1].kind is kind


def test_an_article_on_donations_is_not_an_appeal() -> None:
    body = "Le parti a reçu des dons. " * 30 + "« Votre don compte », disait l'affiche."
    document = parse_document(f"Titre\n{body}\n{body}\n{body}", "d")
    assert [p.kind for p in document.paragraphs[1:]] == [Kind.BODY] * 3


@pytest.mark.parametrize(
    ("data", "offset", "words"),
    [
        (b"bon\nl'\xe9t\xe9", 6, "line 2"),
        (b"abc\x00def", 3, "binary"),
        ("été".encode("utf-16"), 0, "UTF-16"),
        ("é".encode() + b"\xff", 2, "not UTF-8"),
    ],
)
def test_wrong_encodings_name_the_offset(tmp_path, data: bytes, offset: int, words: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(EncodingError, match=f"byte offset {offset}") as caught:
        read_document(path)
    assert caught.value.offset == offset
    assert words in str(caught.value)


@pytest.mark.parametrize("data", [b"", b" \n\r\n", "\ufeff\n".encode()])
def test_empty_files_are_refused(tmp_path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(InputError, match="no text"):
        read_document(path)
