"""Which installed model of any kind serves a pair, and where a model is that is asked for by name."""

from __future__ import annotations

from importlib.util import find_spec

from toolkit.errors import PackageError
from toolkit.languages.tags import canonical
from toolkit.packages.folders import find_folder, installed_folders
from toolkit.packages.ranking import Candidate, best_of, default_model, listed_as
from toolkit.packages.store import EMBEDDED, package_candidates

# What a kind of model needs beside a plain install.
_NEEDS = {"firefox": "fxtranslate"}


def model_candidates(from_code: str, to_code: str) -> list[Candidate]:
    """The installed models that serve a pair and can run, packages and folders."""
    pair = canonical(from_code), canonical(to_code)
    found = package_candidates(from_code, to_code)
    for folder in installed_folders()[0]:
        needed = _NEEDS.get(folder.kind)
        runs = needed is None or find_spec(needed) is not None
        if runs and (canonical(folder.from_code), canonical(folder.to_code)) == pair:
            found.append(Candidate(folder.name, folder.version, folder.path, listed_as(folder.path)))
    return found


def choose_model(from_code: str, to_code: str) -> Candidate | None:
    """The model that a command takes where none is named; None if no installed one serves the pair.

    Raises:
        PackageError: the user's default is not installed, or the file of defaults is damaged.
    """
    candidates = model_candidates(from_code, to_code)
    default = default_model(from_code, to_code)
    if default is not None and default not in {c.name for c in candidates}:
        raise PackageError(
            f"{default}: your default for {from_code} to {to_code} is not installed, or cannot run; "
            f"'bitext models default {from_code} {to_code} --unset' takes it back"
        )
    return best_of(candidates, default)


def located(model: str | None, from_code: str, to_code: str) -> str | None:
    """What an engine is given for a user's ``--model``: a path for a folder, a name for a package.

    Args:
        model: None or empty for the best one.
        from_code, to_code: languages.

    Raises:
        PackageError: see :func:`choose_model`.
    """
    if model:
        folder = find_folder(model) if "/" not in model and "\\" not in model else None
        return str(folder.path) if folder else model
    chosen = choose_model(from_code, to_code)
    if chosen is None:
        return None
    if chosen.is_embedded:
        return EMBEDDED
    return str(chosen.place) if find_folder(chosen.name) else chosen.name
