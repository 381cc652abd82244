"""Directives of Blade, shortcodes and comments of WordPress in pages."""

from __future__ import annotations

import pytest

from tests.markup.test_html import texts as page_texts
from toolkit.markup.templates import find_templates


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Bonjour {!! $nom !!} {{-- a --}}", [("{!! $nom !!}", "shown"), ("{{-- a --}}", "hidden")]),
        (
            "@if(f($x) > 2) Oui @else Non @endif",
            [("@if(f($x) > 2)", "open"), ("@else", "middle"), ("@endif", "close")],
        ),
        ("@lang('a.b') @csrf", [("@lang('a.b')", "shown")]),
        ("@csrf @auth x @endauth", [("@csrf", "hidden"), ("@auth", "open"), ("@endauth", "close")]),
        (
            "@forelse($a as $b) x @empty y @endforelse",
            [("@forelse($a as $b)", "open"), ("@empty", "middle"), ("@endforelse", "close")],
        ),
        (
            "@section('a', 'b') @if(1) {{ $x }} @endif",
            [("@section('a', 'b')", "hidden"), ("@if(1)", "open"), ("{{ $x }}", "shown"), ("@endif", "close")],
        ),
        ("Écrivez à @else, @paul(ici), jean@if.fr (@if) ou @lang.", []),
        ("{{ '@lang(1)' }}", [("{{ '@lang(1)' }}", "shown")]),
    ],
)
def test_tags_of_blade(text: str, tags: list[tuple[str, str]]) -> None:
    assert [(text[s.start : s.end], s.role) for s in find_templates(text)] == tags


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("<p>@if($x > 2) Plus de chats @else Un chat @endif</p>", ["Plus de chats", "Un chat"]),
        ("@foreach($a as $b)\n<p>Voici {!! $b !!}.</p>\n@endforeach", ["Voici {0}."]),
        (
            '<!-- wp:button --><a href="#">Lire la suite</a><!-- /wp:button -->\n<!-- wp:a -->Un chat<!-- /wp:a -->',
            ["Lire la suite", "Un chat"],
        ),
        ("<p>Un <!-- note -->chat</p>", ["Un chat"]),
    ],
)
def test_texts_between_tags_are_blocks_of_their_own(code: str, texts: list[str]) -> None:
    assert page_texts(code) == texts
