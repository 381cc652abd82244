"""What stands beside words is put back as it stood: nothing comes between spans that touch."""

from __future__ import annotations

import pytest

from toolkit.text.protected import find
from toolkit.translation.asides import put_back, take_out


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Un <b><i>mot</i></b> ici.", ["<b><i>", "</i></b>"]),
        ("Le mot 🎉[1] est là &nbsp;&nbsp;!", ["🎉[1]", "&nbsp;&nbsp;"]),
        ("Voir &laquo;&raquo; ici.", ["&laquo;&raquo;"]),
        ("Un chat 🎉 :tada: dort <br/><br/> ici.", ["🎉 :tada:", "<br/><br/>"]),
    ],
)
def test_asides_that_touch_still_touch(text: str, joined: list[str]) -> None:
    spans = [span for span in find(text, "fr", lambda _: True) if span.aside]
    rest, asides = take_out(text, spans)
    made = put_back(rest, rest, asides, None)
    assert all(one in made for one in joined), made
