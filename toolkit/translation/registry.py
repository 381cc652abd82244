"""Which engine translates: the one place that names kinds of models."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from toolkit.languages.pair import LanguagePair
from toolkit.packages.archive import PackageInfo
from toolkit.packages.store import find_package
from toolkit.translation.base import DEFAULT_BEAM
from toolkit.translation.engines.argos import ArgosModel
from toolkit.translation.translator import Translator


def load_translator(
    pair: LanguagePair | str | tuple[str, str],
    model: str | None = None,
    *,
    beam: int = DEFAULT_BEAM,
    threads: int | None = None,
    terms: Mapping[str, str] | None = None,
) -> Translator:
    """Load the model for a pair of languages and make an engine of it.

    Args:
        pair: of languages.
        model: see :func:`toolkit.packages.store.find_package`.
        beam: size of the beam; 1 is greedy.
        threads: translations that run at the same time; None for one a core.
        terms: a user's glossary, source term to target term.

    Raises:
        LanguagePairError: there is no model for the pair, or the named one has other languages.
        PackageError: the model is missing or broken.
    """
    pair = LanguagePair.parse(pair)
    package = find_package(pair.source, pair.target, model)
    return translator_of(package, beam=beam, threads=threads, terms=terms)


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
