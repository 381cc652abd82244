"""Where the texts of a page of PDF stand: the operators that show text (ISO 32000-2, 8.4, 9.4 and 14.8.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import hypot
from typing import Any

from toolkit.errors import InputError
from toolkit.markup.pdf_fonts import Font, read_font

Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_TURNED: dict[int, Matrix] = {
    90: (0.0, -1.0, 1.0, 0.0, 0.0, 0.0),
    180: (-1.0, 0.0, 0.0, -1.0, 0.0, 0.0),
    270: (0.0, 1.0, -1.0, 0.0, 0.0, 0.0),
}
_DEEPEST = 12
_MOST_FORMS = 5_000
_MOST_OPERATIONS = 5_000_000
#: Flags of annotations: hidden, not viewed.
_HIDDEN = 0b100010


@dataclass(slots=True)
class Run:
    """Some characters that are shown in one go.

    Attributes:
        text: what they say.
        x, y: where the first one begins on its base line, in points, as the page is looked at.
        end: where the pen stands behind the last one.
        size: of the font, in points.
        turn: by how much their line is turned, in degrees against the clock: 0, 90, 180, 270; -1 for all others.
        furniture: the file says that they are no part of its text (an artifact: running heads, numbers of pages).
    """

    text: str
    x: float
    y: float
    end: float
    size: float
    turn: int = 0
    furniture: bool = False


@dataclass(slots=True)
class _State:
    """The graphics state, as far as texts need it."""

    matrix: Matrix
    font: Font = field(default_factory=Font)
    size: float = 1.0
    spacing: float = 0.0
    blank: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0

    def copy(self) -> _State:
        return _State(
            self.matrix, self.font, self.size, self.spacing, self.blank, self.stretch, self.leading, self.rise
        )


class Fonts:
    """The fonts of a file, each read once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Any, Font]] = {}

    def font(self, resource: Any) -> Font:
        """The font of a dictionary."""
        known = self._known.get(id(resource))
        if known is None:
            # What is kept beside it holds the number of the object.
            known = self._known[id(resource)] = (resource, read_font(resource))
        return known[1]


def runs_of(page: Any, fonts: Fonts) -> list[Run]:
    """The texts of a page, in the order in which they are shown.

    Args:
        page: of pypdf.
        fonts: of the file.

    Raises:
        InputError: forms within forms make more operations of it than any page has.
    """
    matrix = _TURNED.get(int(page.get("/Rotate", 0) or 0) % 360, _SAME)
    walk = _Walk(page.pdf, fonts)
    contents = page.get("/Contents")
    if contents is not None:
        walk.show(contents, page.get("/Resources"), _State(matrix), 0)
    for annotation in _list(page.get("/Annots")):
        walk.show_annotation(_dictionary(annotation), matrix)
    return walk.runs


def _turn(matrix: Matrix, size: float) -> int:
    along, across = (matrix[0], matrix[1]) if size >= 0 else (-matrix[0], -matrix[1])
    if abs(across) < 0.2 * abs(along):
        return 0 if along > 0 else 180
    if abs(along) < 0.2 * abs(across):
        return 90 if across > 0 else 270
    return -1


def product(one: Matrix, other: Matrix) -> Matrix:
    """Two matrices of PDF, the first applied first."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


class _Walk:
    """Goes over the operators of a page and the forms in it."""

    def __init__(self, pdf: Any, fonts: Fonts) -> None:
        self.runs: list[Run] = []
        self._pdf = pdf
        self._fonts = fonts
        self._forms = 0
        self._operations = 0
        self._state = _State(_SAME)
        self._text = self._line = _SAME
        #: For each mark of contents: whether it is furniture, and what it says in place of its characters.
        self._marks: list[tuple[bool, str | None]] = []

    def show(self, contents: Any, resources: Any, state: _State, depth: int) -> None:
        """Read the operators of a page or a form."""
        from pypdf.generic import ContentStream

        known = _dictionary(resources)
        stack: list[_State] = []
        self._state = state
        marks = len(self._marks)
        operations = ContentStream(contents, self._pdf, "bytes").operations
        self._operations += len(operations)
        if self._operations > _MOST_OPERATIONS:
            raise InputError(f"a page of more than {_MOST_OPERATIONS:,} operations, which no reader would show")
        for operands, operator in operations:
            name = operator.decode("latin-1")
            if name == "q":
                stack.append(self._state.copy())
            elif name == "Q":
                self._state = stack.pop() if stack else self._state
            elif name == "Tf":
                self._set_font(operands, known)
            elif name == "Do":
                self._form(operands, known, depth)
            elif name in ("BMC", "BDC"):
                self._marks.append(_mark(operands, known))
            elif name == "EMC":
                if len(self._marks) > marks:
                    self._marks.pop()
            elif (step := _STEPS.get(name)) is not None:
                step(self, operands)
        del self._marks[marks:]

    def _set_font(self, operands: Sequence[Any], known: Any) -> None:
        if len(operands) > 1:
            resource = _dictionary(_dictionary(known.get("/Font")).get(operands[0]))
            self._state.font = self._fonts.font(resource) if resource else Font()
            self._state.size = _float(operands[1])

    def _form(self, operands: Sequence[Any], known: Any, depth: int) -> None:
        form = _object(_dictionary(known.get("/XObject")).get(operands[0])) if operands else None
        if not isinstance(form, dict) or form.get("/Subtype") != "/Form" or depth > _DEEPEST:
            return
        self._forms += 1
        if self._forms > _MOST_FORMS:
            return
        before, text, line = self._state, self._text, self._line
        inner = before.copy()
        inner.matrix = product(_matrix(form.get("/Matrix") or []), before.matrix)
        self.show(form, form.get("/Resources") or known, inner, depth + 1)
        self._state, self._text, self._line = before, text, line

    def show_annotation(self, annotation: Any, matrix: Matrix) -> None:
        """Read what a field of a form, a remark on the page or the like shows, unless it is hidden."""
        form = _dictionary(_dictionary(annotation.get("/AP")).get("/N"))
        if annotation.get("/AS") in form:
            form = _dictionary(form[annotation["/AS"]])
        hidden = int(_float(annotation.get("/F"))) & _HIDDEN
        if hidden or form.get("/Subtype", "/Form") != "/Form":
            return
        place, box = (_corner(array) for array in (annotation.get("/Rect"), form.get("/BBox")))
        inner = product(_matrix(form.get("/Matrix") or []), (1.0, 0.0, 0.0, 1.0, place[0] - box[0], place[1] - box[1]))
        before = len(self.runs)
        if hasattr(form, "get_data"):
            self.show(form, form.get("/Resources"), _State(product(inner, matrix)), 1)
        value = annotation.get("/V")
        if len(self.runs) == before and isinstance(value, str | bytes) and not str(value).startswith("/"):
            # A field that the reader is to draw.
            x, y = product((1.0, 0.0, 0.0, 1.0, place[0], place[1] + 3.0), matrix)[4:]
            text = _utf(value)
            self.runs.append(Run(text, x, y, x + 5.0 * len(text), 10.0))

    def transform(self, operands: Sequence[Any]) -> None:
        """``cm``"""
        self._state.matrix = product(_matrix(operands), self._state.matrix)

    def begin(self, operands: Sequence[Any]) -> None:
        """``BT``"""
        self._text = self._line = _SAME

    def place(self, operands: Sequence[Any]) -> None:
        """``Tm``"""
        self._text = self._line = _matrix(operands)

    def move(self, operands: Sequence[Any]) -> None:
        """``Td``"""
        if len(operands) > 1:
            step = (1.0, 0.0, 0.0, 1.0, _float(operands[0]), _float(operands[1]))
            self._text = self._line = product(step, self._line)

    def move_leading(self, operands: Sequence[Any]) -> None:
        """``TD``"""
        if len(operands) > 1:
            self._state.leading = -_float(operands[1])
            self.move(operands)

    def next_line(self, operands: Sequence[Any]) -> None:
        """``T*``"""
        self.move((0.0, -self._state.leading))

    def show_next(self, operands: Sequence[Any]) -> None:
        """``'``"""
        self.next_line(())
        self.show_text(operands)

    def show_spaced(self, operands: Sequence[Any]) -> None:
        """``"``"""
        if len(operands) > 2:
            self._state.blank, self._state.spacing = _float(operands[0]), _float(operands[1])
            self.show_next(operands[2:])

    def show_all(self, operands: Sequence[Any]) -> None:
        """``TJ``"""
        for part in operands[0] if operands and isinstance(operands[0], list) else ():
            if isinstance(part, int | float):
                self._advance(-float(part) / 1000 * self._state.size * self._state.stretch)
            else:
                self.show_text((part,))

    def show_text(self, operands: Sequence[Any]) -> None:
        """``Tj``"""
        data = _bytes(operands[0]) if operands else b""
        state = self._state
        texts, width = [], 0.0
        for text, advance in state.font.pieces(data):
            texts.append(text)
            width += advance * state.size + state.spacing
            if text == " " and not state.font.wide:
                width += state.blank
        if not texts:
            return
        matrix = product(product((1.0, 0.0, 0.0, 1.0, 0.0, state.rise), self._text), state.matrix)
        self._advance(width * state.stretch)
        end = product(product((1.0, 0.0, 0.0, 1.0, 0.0, state.rise), self._text), state.matrix)
        shown = "".join(texts)
        text = self._said(shown)
        reach = matrix[4] + hypot(end[4] - matrix[4], end[5] - matrix[5])
        if shown and not text and self.runs:
            # The text that stands for these characters was told at the first of them.
            self.runs[-1].end = max(self.runs[-1].end, reach)
        if text:
            size = abs(state.size) * hypot(matrix[2], matrix[3])
            furniture = any(mark[0] for mark in self._marks)
            self.runs.append(Run(text, matrix[4], matrix[5], reach, size, _turn(matrix, state.size), furniture))

    def _said(self, text: str) -> str:
        """A text, or what its mark says in its place: at the first characters that are marked so, and no more."""
        for place, (furniture, actual) in enumerate(self._marks):
            if actual is not None:
                self._marks[place] = (furniture, "")
                return actual
        return text

    def _advance(self, width: float) -> None:
        a, b, c, d, e, f = self._text
        self._text = (a, b, c, d, e + width * a, f + width * b)


def _set(name: str, scale: float = 1.0) -> Any:
    def step(walk: _Walk, operands: Sequence[Any]) -> None:
        if operands:
            setattr(walk._state, name, _float(operands[0]) * scale)

    return step


_STEPS: dict[str, Any] = {
    "cm": _Walk.transform, "BT": _Walk.begin, "Tm": _Walk.place, "Td": _Walk.move, "TD": _Walk.move_leading,
    "T*": _Walk.next_line, "Tj": _Walk.show_text, "TJ": _Walk.show_all, "'": _Walk.show_next, '"': _Walk.show_spaced,
    "Tc": _set("spacing"), "Tw": _set("blank"), "Tz": _set("stretch", 0.01), "TL": _set("leading"), "Ts": _set("rise"),
}  # fmt: skip


def _mark(operands: Sequence[Any], known: Any) -> tuple[bool, str | None]:
    """Whether a mark of contents is furniture, and what it says in place of its characters."""
    properties = _object(operands[1]) if len(operands) > 1 else None
    if isinstance(properties, str):
        properties = _object(_dictionary(known.get("/Properties")).get(properties))
    actual = properties.get("/ActualText") if isinstance(properties, dict) else None
    said = _utf(actual) if isinstance(actual, str | bytes) else None
    return bool(operands) and operands[0] == "/Artifact", said


def _utf(text: str | bytes) -> str:
    data = _bytes(text)
    for head, codec in ((b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"), (b"\xef\xbb\xbf", "utf-8")):
        if data.startswith(head):
            return data[len(head) :].decode(codec, "ignore").replace("\u00ad", "")
    return data.decode("latin-1")


def _bytes(text: Any) -> bytes:
    if isinstance(text, bytes):
        return bytes(text)
    # A string that pypdf has read already knows how it was written.
    return bytes(getattr(text, "original_bytes", b"")) if isinstance(text, str) else b""


def _float(value: Any) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _matrix(operands: Any) -> Matrix:
    values = [_float(value) for value in _object(operands)]
    return (values[0], values[1], values[2], values[3], values[4], values[5]) if len(values) == 6 else _SAME


def _object(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value


def _list(value: Any) -> Any:
    value = _object(value)
    return value if isinstance(value, list) else []


def _corner(value: Any) -> tuple[float, float]:
    numbers = [_float(_object(number)) for number in _list(value)]
    return (min(numbers[0], numbers[2]), min(numbers[1], numbers[3])) if len(numbers) == 4 else (0.0, 0.0)


def _dictionary(value: Any) -> Any:
    value = _object(value)
    return value if isinstance(value, dict) else {}
