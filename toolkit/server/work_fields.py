"""What the workbench's page sends: fields of JSON, looked at before anything is done with them."""

from __future__ import annotations

import re
from typing import Any

from toolkit.api.projects import Edit, State
from toolkit.project import search
from toolkit.server.settings import RequestError

#: Units in one request or answer; the page asks for what it shows.
MOST = 400
# SQLite has no numbers of twenty digits.
_NUMBER = re.compile(r"-?[0-9]{1,18}")

Fields = dict[str, Any]


def query_of(fields: Fields) -> search.Query:
    """The filters of the page.

    Raises:
        RequestError: 400, it is no such thing.
    """
    document, below = fields.get("document"), fields.get("below")
    return search.Query(
        document=number_of(document) if document else None,
        states=(state_of(fields["state"]),) if fields.get("state") else (),
        check=text_of(fields, "check"),
        text=text_of(fields, "text"),
        field=text_of(fields, "field") or "both",
        pattern=bool(fields.get("pattern")),
        below=number_of(below) / 100 if below else None,
        commented=bool(fields.get("commented")),
    )


def text_of(fields: Fields, name: str) -> str:
    """A text of a name; empty if it was not sent.

    Raises:
        RequestError: 400, it is no such thing.
    """
    value = fields.get(name) or ""
    if not isinstance(value, str):
        raise RequestError(400, f"{name} is not a text")
    return value


def number_of(value: Any) -> int:
    """A number that SQLite can hold, sent as one or as digits.

    Raises:
        RequestError: 400, it is no such thing.
    """
    if isinstance(value, bool) or not isinstance(value, int | str) or not _NUMBER.fullmatch(str(value)):
        raise RequestError(400, "a number is wanted")
    return int(value)


def state_of(value: Any) -> State:
    """A state by its name.

    Raises:
        RequestError: 400, it is no such thing.
    """
    try:
        return State(value)
    except ValueError:
        raise RequestError(400, f"no state '{str(value)[:20]}'") from None


def numbers_of(fields: Fields) -> list[int]:
    """The keys of units that were sent.

    Raises:
        RequestError: 400, it is no such thing.
    """
    return list_of_numbers(fields.get("numbers"))


def list_of_numbers(values: Any) -> list[int]:
    """A list of numbers, of a bounded length.

    Raises:
        RequestError: 400, it is no such thing.
    """
    if not isinstance(values, list) or len(values) > MOST:
        raise RequestError(400, f"a list of at most {MOST} numbers is wanted")
    return [number_of(value) for value in values]


def person_of(fields: Fields) -> str:
    """Who sends it, as the page names that person."""
    return " ".join(text_of(fields, "person").split())[:60] or "editor"


def edits_of(fields: Fields) -> list[Edit]:
    """The changes of units that are to be saved together.

    Raises:
        RequestError: 400, they are no such list, or too many.
    """
    given = fields.get("edits")
    if not isinstance(given, list) or len(given) > MOST or not all(isinstance(one, dict) for one in given):
        raise RequestError(400, f"a list of at most {MOST} edits is wanted")
    return [
        Edit(
            number_of(one.get("number")),
            number_of(one.get("revision")),
            text_of(one, "target") if one.get("target") is not None else None,
            state_of(one["state"]) if one.get("state") else None,
            tuple(list_of_numbers(one["codes"])) if one.get("codes") is not None else None,
        )
        for one in given
    ]
