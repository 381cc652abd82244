"""Fonts of PDF (ISO 32000-2, 9.5 to 9.10): which characters the bytes of a string show, and how wide they are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

_MOST_WIDTHS = 70_000
_MOST_CODES = 70_000
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|\[|\]|([A-Za-z][A-Za-z0-9]*)")
_PUT = re.compile(rb"dup\s+(\d{1,3})\s*/([^\s/{}<>()\[\]]{1,60})\s+put")
_UNI = re.compile(r"uni((?:[0-9A-F]{4})+)|u([0-9A-F]{4,6})")
_NUMBERED = re.compile(r"[A-Za-z]{1,2}(\d{1,3})")
#: The upper half of StandardEncoding (ISO 32000-2, annex D), with what stands at each place from 0xA1 on.
_UPPER = "¡¢£⁄¥ƒ§¤'“«‹›\ufb01\ufb02 –†‡· ¶•‚„”»…‰ ¿ `´ˆ˜¯˘˙¨ ˚¸ ˝˛ˇ—                Æ ª    ŁØŒº     æ   ı  łøœß"
_STANDARD = {
    **{code: chr(code) for code in range(32, 127)}, 39: "’", 96: "‘",
    **{0xA1 + place: sign for place, sign in enumerate(_UPPER) if sign != " "},
}  # fmt: skip
#: What TeX's own fonts have where ASCII has nothing, or other signs (OT1).
_TEX = {
    **dict(zip(range(11, 16), ("ff", "fi", "fl", "ffi", "ffl"), strict=True)),
    **dict(zip(range(16, 26), "ıȷ`´ˇ˘¯˚¸ß", strict=True)),
    26: "æ", 27: "œ", 28: "ø", 29: "Æ", 30: "Œ", 31: "Ø", 34: "”", 39: "’", 60: "¡", 62: "¿", 92: "“", 94: "ˆ", 95: "˙",
    96: "‘", 123: "–", 124: "—", 125: "˝", 126: "˜", 127: "¨",
}  # fmt: skip
#: Bullets of fonts of symbols, at places that Unicode leaves to everybody.
_BULLETS = dict.fromkeys(("\uf0b7", "\uf0a7", "\uf0d8", "\uf076", "\uf0fc", "\uf06e", "\uf0a8"), "•")
_NARROW = frozenset("ijltfI.,;:!'|()[] -")
_Pieces = list[tuple[str, float]]


@dataclass(slots=True)
class Font:
    """A font: characters and widths (in units of the size) by code.

    Attributes:
        texts: what each code shows; a code without one shows nothing that can be read.
        widths: how far each code moves the pen.
        default: how far all others do.
        wide: codes have two bytes.
        decode: what shows the bytes of predefined encodings of Chinese, Japanese and Korean; None for all others.
    """

    texts: dict[int, str] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    default: float = 0.5
    wide: bool = False
    decode: Callable[[bytes], str] | None = None

    def pieces(self, data: bytes) -> _Pieces:
        """What the bytes of a string show: a text (which may be empty) and a width for each code; blanks are " "."""
        if not self.wide:
            return [(self.texts.get(code, ""), self.widths.get(code, self.default)) for code in data]
        codes = [data[place] << 8 | data[place + 1] for place in range(0, len(data) - 1, 2)]
        if self.decode is not None:
            return [(self.decode(code.to_bytes(2, "big")), self.default) for code in codes]
        return [(self.texts.get(code, ""), self.widths.get(code, self.default)) for code in codes]


def read_font(resource: Any) -> Font:
    """The font of a dictionary of PDF; what is damaged in it is passed over.

    Args:
        resource: a ``DictionaryObject`` of pypdf.
    """
    subtype = resource.get("/Subtype")
    mapped = _unicode_map(resource.get("/ToUnicode"))
    if subtype == "/Type0":
        return _composite(resource, mapped)
    names = _names(resource)
    texts = dict(_base(resource))
    own = _tex_numbers(names) if subtype == "/Type3" and not mapped else {}
    for code, name in names.items():
        texts[code] = own.get(code) or text_of_name(name)
    texts.update({code: text for code, text in mapped.items() if _is_readable(text)})
    scale = 0.001
    if subtype == "/Type3":
        matrix = _numbers(resource.get("/FontMatrix"))
        scale = abs(matrix[0]) if len(matrix) == 6 and matrix[0] else scale
    first = _integer(resource.get("/FirstChar"))
    widths = {
        first + place: width * scale for place, width in enumerate(islice(_numbers(resource.get("/Widths")), 256))
    }
    descriptor = _object(resource.get("/FontDescriptor"))
    missing = _number(descriptor.get("/MissingWidth")) * scale if isinstance(descriptor, dict) else 0.0
    if not widths:
        # The fourteen fonts that each reader has; gaps are measured from where the pen is, so a guess does.
        mono = "Courier" in str(resource.get("/BaseFont"))
        widths = {code: 0.6 if mono else _guess(text) for code, text in texts.items()}
    return Font({code: _spelt(text) for code, text in texts.items()}, widths, missing)


def _composite(resource: Any, mapped: Mapping[int, str]) -> Font:
    descendants = _object(resource.get("/DescendantFonts"))
    below = _object(descendants[0]) if isinstance(descendants, list) and descendants else {}
    default = _number(below.get("/DW"), 1000.0) / 1000
    widths = _cid_widths(_object(below.get("/W")))
    name = str(resource.get("/Encoding"))
    texts = {code: _spelt(text) for code, text in mapped.items() if _is_readable(text)}
    decode = None
    if not texts and ("UCS2" in name or "UTF16" in name):
        decode = _utf16
    return Font(texts, widths, default, wide=True, decode=decode)


def _utf16(data: bytes) -> str:
    return data.decode("utf-16-be", "ignore")


def _cid_widths(array: object) -> dict[int, float]:
    """``[1 [500 600] 5 9 250]``: codes from 1 on have these widths, those from 5 to 9 have that one."""
    widths: dict[int, float] = {}
    entries = [_object(entry) for entry in array] if isinstance(array, list) else []
    place = 0
    while place + 1 < len(entries) and len(widths) < _MOST_WIDTHS:
        first, second = _integer(entries[place]), entries[place + 1]
        if isinstance(second, list):
            widths.update({first + at: width / 1000 for at, width in enumerate(_numbers(second))})
            place += 2
        elif place + 2 < len(entries):
            last = min(_integer(second), first + _MOST_WIDTHS)
            widths.update(dict.fromkeys(range(first, last + 1), _number(entries[place + 2]) / 1000))
            place += 3
        else:
            break
    return widths


def _unicode_map(stream: Any) -> dict[int, str]:
    """Texts by code from a map (``/ToUnicode``): ``<05> <00E9>`` and ranges."""
    stream = _object(stream)
    if not hasattr(stream, "get_data"):
        return {}
    texts: dict[int, str] = {}
    held: list[object] = []
    for match in _TOKEN.finditer(stream.get_data()):
        if match[1] is not None:
            held.append(bytes.fromhex(_even(b"".join(match[1].split()))))
        elif match[2] is None:
            held.append(match[0].decode())
        elif match[2] in (b"endbfchar", b"endbfrange"):
            texts.update(islice(_pairs(held) if match[2] == b"endbfchar" else _ranges(held), _MOST_CODES - len(texts)))
            held = []
        else:
            held = []
    return texts


def _even(digits: bytes) -> str:
    return (digits + b"0" * (len(digits) % 2)).decode()


def _pairs(held: list[object]) -> Iterable[tuple[int, str]]:
    for code, text in zip(held[::2], held[1::2], strict=False):
        if isinstance(code, bytes) and isinstance(text, bytes):
            yield int.from_bytes(code, "big"), _utf16(text)


def _ranges(held: list[object]) -> Iterable[tuple[int, str]]:
    place = 0
    while place + 2 < len(held):
        first, last, target = held[place : place + 3]
        place += 3
        if not (isinstance(first, bytes) and isinstance(last, bytes)):
            continue
        start, end = int.from_bytes(first, "big"), int.from_bytes(last, "big")
        if isinstance(target, bytes) and target:
            text = _utf16(target)
            for code in range(start, min(end, start + 65_535) + 1):
                following = ord(text[-1]) + code - start if text else 0x110000
                if following < 0x110000:
                    yield code, text[:-1] + chr(following)
        elif target == "[":
            while place < len(held) and isinstance(held[place], bytes):
                yield start, _utf16(held[place])  # type: ignore[arg-type]
                start, place = start + 1, place + 1
            place += 1


def _names(resource: Any) -> dict[int, str]:
    """Names of characters by code: those that the font file has, and the differences from them."""
    names: dict[int, str] = {}
    descriptor = _object(resource.get("/FontDescriptor"))
    encoding = _object(resource.get("/Encoding"))
    named = isinstance(encoding, str) or (isinstance(encoding, dict) and "/BaseEncoding" in encoding)
    if isinstance(descriptor, dict) and "/FontFile" in descriptor and not named:
        program = _object(descriptor["/FontFile"])
        head = program.get_data()[:60_000] if hasattr(program, "get_data") else b""
        names = {int(code): name.decode("latin-1") for code, name in _PUT.findall(head.partition(b"eexec")[0])}
    differences = _object(encoding.get("/Differences")) if isinstance(encoding, dict) else None
    code = 0
    for entry in differences if isinstance(differences, list) else ():
        entry = _object(entry)
        if isinstance(entry, int | float):
            code = int(entry)
        elif isinstance(entry, str):
            names[code] = entry.removeprefix("/")
            code += 1
    return names


def _base(resource: Any) -> dict[int, str]:
    """The characters that an encoding begins with."""
    encoding = _object(resource.get("/Encoding"))
    name = str(encoding.get("/BaseEncoding") if isinstance(encoding, dict) else encoding)
    if resource.get("/Subtype") == "/Type3":
        return {}
    codec = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}.get(name)
    if codec is None and resource.get("/Subtype") == "/TrueType" and not isinstance(encoding, dict):
        codec = "cp1252"
    if codec is None:
        return _STANDARD
    signs = {code: bytes([code]).decode(codec, "ignore") for code in range(32, 256)}
    return {**signs, 0xAD: "-"} if codec == "cp1252" else signs


def _tex_numbers(names: Mapping[int, str]) -> dict[int, str]:
    """Characters of fonts of TeX made of pictures, whose names are only numbers: ``/a65`` is an A."""
    numbers = {code: match for code, name in names.items() if (match := _NUMBERED.fullmatch(name))}
    if len(numbers) < len(names) or len(names) < 2:
        return {}
    return {
        code: _TEX.get(int(match[1])) or (chr(int(match[1])) if 32 < int(match[1]) < 127 else "")
        for code, match in numbers.items()
    }


def text_of_name(name: str) -> str:
    """What a character is that a font names: ``eacute``, ``f_i``, ``uni00E9``; "" where that is not known.

    Example:
        >>> text_of_name("eacute"), text_of_name("f_i"), text_of_name("uni00E9"), text_of_name("noteheads.s2")
        ('é', 'fi', 'é', '')
    """
    from pypdf._codecs.adobe_glyphs import adobe_glyphs

    base = name.partition(".")[0]
    parts = []
    for part in base.split("_") if len(base) > 1 else [base]:
        if match := _UNI.fullmatch(part):
            digits = match[1] or match[2]
            codes = [digits[at : at + 4] for at in range(0, len(digits), 4)] if match[1] else [digits]
            parts.append("".join(chr(int(code, 16)) for code in codes if int(code, 16) < 0x110000))
        else:
            parts.append(str(adobe_glyphs.get("/" + part, "")))
    return "".join(parts) if all(parts) else ""


def _is_readable(text: str) -> bool:
    """Whether a map says what a code shows: no sign of a private area, none that stands for what is not known."""
    return text in _BULLETS or (
        bool(text) and not any(unicodedata.category(sign) in ("Co", "Cs", "Cn") or sign == "\ufffd" for sign in text)
    )


def _spelt(text: str) -> str:
    """A text without ligatures and signs that nobody sees; any blank but one that holds words together is a space."""
    text = _BULLETS.get(text, text)
    made = "".join(unicodedata.normalize("NFKC", sign) if "\ufb00" <= sign <= "\ufb06" else sign for sign in text)
    made = "".join(" " if sign.isspace() and sign not in "\u00a0\u202f" else sign for sign in made)
    return "".join(sign for sign in made if unicodedata.category(sign) != "Cc" and sign not in "\ufeff\u200b")


def _guess(text: str) -> float:
    if text[:1] in _NARROW:
        return 0.29
    return 0.68 if text[:1].isupper() else 0.53


def _object(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value


def _number(value: Any, other: float = 0.0) -> float:
    value = _object(value)
    return float(value) if isinstance(value, int | float) else other


def _integer(value: Any) -> int:
    return max(0, int(_number(value)))


def _numbers(array: Any) -> list[float]:
    array = _object(array)
    return [_number(entry) for entry in array] if isinstance(array, list) else []
