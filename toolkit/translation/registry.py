"""Which engine translates: the one place that names kinds of models."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from toolkit.languages.pair import LanguagePair
from toolkit.languages.tags import canonical
from toolkit.packages import choice
from toolkit.packages.archive import PackageInfo
from toolkit.packages.ranking import Candidate
from toolkit.registry import Registry, Row
from toolkit.translation.base import DEFAULT_BEAM, Engine, Model, is_shareable
from toolkit.translation.engines.argos import ArgosModel
from toolkit.translation.pivot import PIVOT, PivotEngine, identities
from toolkit.translation.translator import Translator

#: Opens a model: takes the pair of languages, where the model is (what stands behind the name of the engine and a
#: colon, or nothing), the size of the beam and the number of threads, and gives a :class:`Model`, which a
#: :class:`Translator` then takes care of, or a whole :class:`Engine`.
Opener = Callable[[LanguagePair, str, int, "int | None"], "Model | Engine"]
#: What a model was opened with: the name of its engine, and the arguments of the opener.
Opening = tuple[str, LanguagePair, str, int, "int | None"]


def _fit(name: str, found: Any) -> Any:
    if not callable(found):
        raise TypeError("an engine is a function of a pair of languages, a place, a beam size and a number of threads")
    return found


#: Kinds of engines by name.
ENGINES: Registry[Opener] = Registry(
    "engine",
    "bitext.engines",
    [
        Row("argos", "an Argos package: embedded, installed or a file", "toolkit.translation.engines.argos:open_model"),
        Row("ct2", "a folder of a CTranslate2 model", "toolkit.translation.engines.ct2:open_model"),
        Row("firefox", "a model of Firefox Translations", "toolkit.translation.engines.firefox:open_model"),
        Row("http", "a server that speaks as LibreTranslate does", "toolkit.translation.engines.http:open_plain"),
        Row("https", "the same, over https", "toolkit.translation.engines.http:open_secure"),
        Row("openai", "a language model on a server (Ollama, vLLM …)", "toolkit.translation.engines.chat:open_model"),
    ],
    _fit,
)
DEFAULT_ENGINE = "argos"


def load_translator(
    pair: LanguagePair | str | tuple[str, str],
    model: str | None = None,
    *,
    beam: int = DEFAULT_BEAM,
    threads: int | None = None,
    terms: Mapping[str, str] | None = None,
    alternatives: int = 0,
    opened: dict[Opening, Model | Engine] | None = None,
) -> Engine:
    """Load the model for a pair of languages and make an engine of it.

    Where none is named and no installed one translates the pair, it goes through English.

    Args:
        pair: of languages.
        model: see :func:`toolkit.packages.store.find_package`; the name of an installed model of another kind; or the
            name of an engine of :data:`ENGINES`, alone or with a colon and the place of a model.
        beam: size of the beam; 1 is greedy.
        threads: translations that run at the same time; None for one a core.
        terms: a user's glossary, source term to target term.
        alternatives: how many other translations are kept of each segment; see :class:`Translator`.
        opened: models of earlier calls, which are taken again where threads may share them; new ones are put into it.

    Raises:
        LanguagePairError: there is no model for the pair, or the named one has other languages.
        PackageError: the model is missing or broken.
        PluginError: the engine is a plug-in that cannot be loaded.
    """
    name, where = engine_of(model)
    languages = asked = LanguagePair.parse(pair)
    if name == DEFAULT_ENGINE:
        if not where and len(route_of(languages)) > 1:
            first, second = LanguagePair(languages.source, PIVOT), LanguagePair(PIVOT, languages.target)
            kept = identities(terms or {})
            return PivotEngine(
                load_translator(first, beam=beam, threads=threads, terms=terms, opened=opened),
                load_translator(
                    second, beam=beam, threads=threads, terms=kept, alternatives=alternatives, opened=opened
                ),
            )
        if not where:
            languages = LanguagePair(*choice.nearest_pair(asked.source, asked.target, ENGINES, PIVOT))
            asked = asked if asked == languages else LanguagePair(canonical(asked.source), canonical(asked.target))
        name, where = choice.located(where, languages.source, languages.target, ENGINES)
    wanted = name, languages, where, beam, threads
    found: Any = opened.get(wanted) if opened is not None else None
    if found is None:
        found = ENGINES[name](languages, where, beam, threads)
        if opened is not None and is_shareable(found):
            opened[wanted] = found
    return (
        found if hasattr(found, "translate") else Translator(found, terms=terms, alternatives=alternatives, pair=asked)
    )


def served_pairs() -> list[LanguagePair]:
    """The pairs that can be translated where no model is named: first those of the installed models, then those that
    go through English."""
    return [LanguagePair(*codes) for codes in choice.served_pairs(ENGINES, PIVOT)]


def route_of(pair: LanguagePair) -> list[Candidate]:
    """The installed models that are taken for a pair where none is named: one, two through English, or none.

    Raises:
        PackageError: a default of the user is not installed.
    """
    nearest = choice.nearest_pair(pair.source, pair.target, ENGINES, PIVOT)
    return choice.choose_route(*nearest, ENGINES, PIVOT)


def engine_of(model: str | None) -> tuple[str, str]:
    """The name of the engine and the place of the model that a user's ``--model`` means."""
    if not model:
        return DEFAULT_ENGINE, ""
    name, _, where = model.partition(":")
    # One letter is a drive of Windows.
    if len(name) > 1 and "/" not in name and name in ENGINES:
        return name, where
    return DEFAULT_ENGINE, model


def translator_of(
    package: PackageInfo,
    *,
    beam: int = DEFAULT_BEAM,
    threads: int | None = None,
    length_penalty: float = 1.0,
    **options: Any,
) -> Translator:
    """An engine out of a package that was found already.

    Args:
        package: validated.
        beam: size of the beam; 1 is greedy.
        threads: translations that run at the same time; None for one a core.
        length_penalty: exponent of the length by which a hypothesis' score is divided.
        options: of :class:`toolkit.translation.translator.Translator`.

    Raises:
        PackageError: it cannot be loaded.
    """
    return Translator(ArgosModel(package, beam, threads, length_penalty), **options)
