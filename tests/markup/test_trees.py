"""XML whose code is kept: encodings, prefixes, depth."""

from __future__ import annotations

import pytest

from toolkit.errors import InputError
from toolkit.markup.trees import Element, Names, decoded, read_tree


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("<?xml version='1.0' encoding='UTF-8' standalone='yes'?>", "utf-8"),
        ('<?xml version="1.0" encoding="utf-8"?>', "utf-8-sig"),
        ('<?xml version="1.0" encoding="UTF-16"?>', "utf-16"),
        ('<?xml version="1.0" encoding="ISO-8859-1"?>', "latin-1"),
        ('<?xml version="1.0"?>', "utf-8"),
        ("", "utf-8"),
    ],
)
def test_encodings_are_read_as_declared_and_written_as_utf_8(declared: str, encoding: str) -> None:
    code = decoded(f"{declared}<a>é</a>".encode(encoding), "a.xml")
    assert code.endswith("<a>é</a>") and ("encoding" not in declared or 'encoding="UTF-8"' in code)
    assert decoded(code.encode(), "a.xml") == code


def test_a_tree_keeps_its_code() -> None:
    code = "<?xml version='1.0'?><x:a xmlns:x=\"urn:s\" b='>'>é &amp; <!-- <c> --><x:d/><e ></e ></x:a>\n"
    names = Names(code, {"urn:s": "w"})
    tree = read_tree(code, names.usual)
    assert "".join(node if isinstance(node, str) else node.code() for node in tree) == code
    [top] = [node for node in tree if isinstance(node, Element)]
    assert [top.name, *(child.name for child in top.elements())] == ["w:a", "w:d", "e"]
    assert (names.own("w"), names.own("m")) == ("x:", "m:")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<a>" * 300 + b"</a>" * 300, "nested more than 256 elements"),
        (b"<a>", "not well-formed"),
        (b"<!DOCTYPE a><a/>", "declares a document type"),
        (b'<?xml version="1.0" encoding="x-none"?><a/>', "x.xml is not well-formed XML .unknown encoding"),
    ],
)
def test_what_no_word_processor_writes_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        decoded(data, "x.xml")
