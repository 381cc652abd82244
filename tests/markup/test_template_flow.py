"""Tags that control by words: Blade, Razor, Angular, Svelte, FreeMarker; blocks of WordPress."""

from __future__ import annotations

import pytest

from tests.markup.test_html import texts as page_texts
from toolkit.markup.audit import audit
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
        (
            "@if (a(b)) { Oui } @else if (c) { Peut-être } else { Non } { x }",
            [("@if (a(b)) {", "open"), ("} @else if (c) {", "middle"), ("} else {", "middle"), ("}", "close")],
        ),
        (
            "@for (a of b; track a) { {{ a }} } @empty { c }",
            [("@for (a of b; track a) {", "open"), ("{{ a }}", "shown"), ("} @empty {", "middle"), ("}", "close")],
        ),
        ("@if (a) { sans fin", []),
        ("## HTML {#html} et {#key} {:else}", [("{:else}", "middle")]),
        (
            "@Model.Nom @Html.X(m => m.Y) @(A + B) @Paul. jean@Ex.fr",
            [("@Model.Nom", "shown"), ("@Html.X(m => m.Y)", "shown"), ("@(A + B)", "shown")],
        ),
        (
            "{#if a}b{:else}c{/if} {@html d} {#each a as b}e{/each}",
            [
                ("{#if a}", "open"),
                ("{:else}", "middle"),
                ("{/if}", "close"),
                ("{@html d}", "shown"),
                ("{#each a as b}", "open"),
                ("{/each}", "close"),
            ],
        ),
        (
            "<#if a??>b<#else>c</#if> <@d e/> <#assign f=1>",
            [
                ("<#if a??>", "open"),
                ("<#else>", "middle"),
                ("</#if>", "close"),
                ("<@d e/>", "shown"),
                ("<#assign f=1>", "hidden"),
            ],
        ),
        ("[[${a}]] b [(${c})]", [("[[${a}]]", "shown"), ("[(${c})]", "shown")]),
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
        ("@if (ok) {\n<p>Oui</p>\n} else {\n<p>Non</p>\n}", ["Oui", "Non"]),
        ("<p>{#if ok}Bonjour{:else}Au revoir{/if}</p>", ["Bonjour", "Au revoir"]),
        ("<p><#if x??>Oui<#else>Non</#if></p>", ["Oui", "Non"]),
    ],
)
def test_texts_between_tags_are_blocks_of_their_own(code: str, texts: list[str]) -> None:
    assert page_texts(code) == texts


def test_a_formula_does_not_begin_in_a_tag_of_a_template() -> None:
    before = "<p>[[${nom}]] est parti. [(${x})] chats</p>"
    assert audit("html", before.encode(), before.replace("est parti", "left (1)").encode()) == []
    assert audit("html", before.encode(), before.replace("[(", "").encode()) != []
