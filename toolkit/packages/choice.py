"""Which installed model of any kind serves a pair, and where a model is that is asked for by name."""

from __future__ import annotations

from collections.abc import Container
from importlib.util import find_spec
from pathlib import Path

from toolkit.errors import PackageError
from toolkit.languages.tags import canonical, closeness, same_language
from toolkit.packages.folders import ModelFolder, find_folder, installed_folders
from toolkit.packages.ranking import Candidate, best_of, default_model, listed_as
from toolkit.packages.store import EMBEDDED, package_candidates, package_pairs

#: The engine that runs models of a kind of the catalogue; a release of OPUS-MT is a CTranslate2 folder once installed.
ENGINE_OF = {"argos": "argos", "opus-mt": "ct2", "ct2": "ct2", "firefox": "firefox"}
# What an engine needs beside a plain install.
_NEEDS = {"firefox": "fxtranslate"}


def runs(kind: str, engines: Container[str]) -> bool:
    """Whether models of a kind can run here.

    Args:
        kind: of the catalogue.
        engines: names of those that there are.
    """
    engine = ENGINE_OF.get(kind, "")
    return engine in engines and (engine not in _NEEDS or find_spec(_NEEDS[engine]) is not None)


def model_candidates(from_code: str, to_code: str, engines: Container[str]) -> list[Candidate]:
    """The installed models that serve a pair and can run, packages and folders.

    Args:
        from_code, to_code: languages.
        engines: names of those that there are.
    """
    pair = canonical(from_code), canonical(to_code)
    found = package_candidates(from_code, to_code)
    for folder in installed_folders()[0]:
        if (canonical(folder.from_code), canonical(folder.to_code)) == pair and runs(folder.kind, engines):
            found.append(Candidate(folder.name, folder.version, folder.path, listed_as(folder.path)))
    return found


def choose_model(from_code: str, to_code: str, engines: Container[str]) -> Candidate | None:
    """The model that a command takes where none is named; None if no installed one serves the pair.

    Raises:
        PackageError: the user's default is not installed, or the file of defaults is damaged.
    """
    candidates = model_candidates(from_code, to_code, engines)
    default = default_model(from_code, to_code)
    if default is not None and default not in {c.name for c in candidates}:
        raise PackageError(
            f"{default}: your default for {from_code} to {to_code} is not installed, or cannot run; "
            f"'bitext models default {from_code} {to_code} --unset' takes it back"
        )
    return best_of(candidates, default)


def choose_route(from_code: str, to_code: str, engines: Container[str], through: str) -> list[Candidate]:
    """The model that a command takes where none is named; two of them, through a third language, where none is direct.

    Args:
        from_code, to_code: languages.
        engines: names of those that there are.
        through: the third language.

    Returns:
        One model or two; none where that is not possible either.

    Raises:
        PackageError: see :func:`choose_model`.
    """
    direct = choose_model(from_code, to_code, engines)
    if direct is not None:
        return [direct]
    if any(same_language(code, through) for code in (from_code, to_code)):
        return []
    halves = choose_model(from_code, through, engines), choose_model(through, to_code, engines)
    return [half for half in halves if half is not None] if all(halves) else []


def nearest_pair(from_code: str, to_code: str, engines: Container[str], through: str) -> tuple[str, str]:
    """The pair with models that fits two languages best: itself, or that of a wider or another variety (RFC 4647).

    So models from ``fr`` to ``en`` serve ``fr-CA`` and ``en_GB``.

    Args:
        from_code, to_code: languages.
        engines: names of those that there are.
        through: the third language.

    Returns:
        Codes of the models; those that were given where none fit.

    Raises:
        PackageError: see :func:`choose_model`.
    """
    if choose_route(from_code, to_code, engines, through):
        return from_code, to_code
    fits = {
        pair: (closeness(pair[0], from_code), closeness(pair[1], to_code)) for pair in served_pairs(engines, through)
    }
    best = max((pair for pair, close in fits.items() if all(close)), key=lambda pair: sum(fits[pair]), default=None)
    return best or (from_code, to_code)


def served_pairs(engines: Container[str], through: str) -> list[tuple[str, str]]:
    """The pairs for which :func:`choose_route` finds models: first those with a model of their own, then the others.

    Args:
        engines: names of those that there are.
        through: the third language.

    Returns:
        Pairs of language codes, the embedded package's first.
    """
    folders = [f for f in installed_folders()[0] if runs(f.kind, engines)]
    direct = [(canonical(one), canonical(other)) for one, other in package_pairs()]
    direct += [(canonical(folder.from_code), canonical(folder.to_code)) for folder in folders]
    into = [source for source, target in direct if target == through]
    out = [target for source, target in direct if source == through]
    round_about = [(one, other) for one in into for other in out if not same_language(one, other)]
    return list(dict.fromkeys([*direct, *round_about]))


def located(model: str, from_code: str, to_code: str, engines: Container[str]) -> tuple[str, str]:
    """The engine and the place of the model that a user's ``--model`` means.

    Args:
        model: empty for the best one.
        from_code, to_code: languages.
        engines: names of those that there are.

    Returns:
        The name of an engine, and a path or the name of a package for it; empty where no model serves the pair.

    Raises:
        PackageError: see :func:`choose_model`; or the model is of a kind that cannot run here.
    """
    if not model:
        chosen = choose_model(from_code, to_code, engines)
        model = EMBEDDED if chosen and chosen.is_embedded else chosen.name if chosen else ""
    if model and (Path(model) / "model.bin").is_file():
        return ENGINE_OF["ct2"], model
    if model and Path(model).is_dir() and any(Path(model).glob("model.*.intgemm*.bin")):
        return ENGINE_OF["firefox"], model
    folder = find_folder(model) if model and "/" not in model and "\\" not in model else None
    return (_engine_for(folder, engines), str(folder.path)) if folder else (ENGINE_OF["argos"], model)


def _engine_for(folder: ModelFolder, engines: Container[str]) -> str:
    engine = ENGINE_OF.get(folder.kind, "")
    if not runs(folder.kind, engines):
        extra = f"; pip install 'bitext-toolkit[{engine}]'" if engine in engines else " in this version"
        raise PackageError(f"{folder.path}: there is no engine for models of the kind '{folder.kind}'{extra}")
    return engine
