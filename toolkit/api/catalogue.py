"""The front door to models that can be fetched, and to the choice among those that are installed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.errors import PackageError

if TYPE_CHECKING:
    from toolkit.languages.pair import LanguagePair
    from toolkit.packages.catalogue import CatalogueModel as CatalogueModel
    from toolkit.packages.folders import ModelFolder as ModelFolder
    from toolkit.packages.ranking import Candidate


def codes_wanted(*codes: str) -> str:
    """The codes of what seem to be names of languages; see :func:`toolkit.languages.names.codes_wanted`."""
    from toolkit.languages.names import codes_wanted as wanted

    return wanted(*codes)


def search_models(from_code: str, to_code: str) -> list[CatalogueModel]:
    """Models of the catalogue for a pair of languages, the best published score first; opens no connection."""
    from toolkit.packages import catalogue

    return catalogue.search_models(from_code, to_code)


def find_model(name: str) -> CatalogueModel:
    """A model of the catalogue by name.

    Raises:
        PackageError: there is none.
    """
    from toolkit.packages import catalogue

    return catalogue.find_model(name)


def model_addresses(model: CatalogueModel, mirror: str | None = None) -> list[str]:
    """Where the files of a model come from.

    Raises:
        PackageError: the mirror is a folder that has not all of them.
    """
    from toolkit.packages import getting

    return getting.addresses(model, mirror)


def installed_place(model: CatalogueModel) -> Path | None:
    """The folder of a model of the catalogue that is installed."""
    from toolkit.packages import getting

    return getting.installed_place(model)


def get_model(model: CatalogueModel, mirror: str | None = None, progress: Callable[[int], None] | None = None) -> Path:
    """Fetch and install a model; the one function that opens a connection to do so.

    Args:
        model: see :func:`find_model`.
        mirror: address or folder of a site's own copy.
        progress: called with the number of bytes that came, negative where a download begins again.

    Raises:
        PackageError, OutputError: see :func:`toolkit.packages.getting.get_model`.
    """
    from toolkit.packages import getting
    from toolkit.translation.convert import convert_release

    return getting.get_model(model, mirror=mirror, convert=convert_release, progress=progress)


def check_kind(model: CatalogueModel) -> None:
    """Find out before anything is fetched whether a model could run; an extra that is missing may still come.

    Raises:
        PackageError: no engine of this version runs it.
    """
    from toolkit.packages.choice import ENGINE_OF
    from toolkit.translation.registry import ENGINES

    if ENGINE_OF[model.source.kind] not in ENGINES:
        raise PackageError(
            f"{model.name}: this version has no engine for models of {model.source.title}; choose another"
        )


def convert_model(release: str | Path, out: str | Path) -> Path:
    """Make a folder that CTranslate2 runs of a release of OPUS-MT, packed or not.

    Args:
        release: folder or zip file.
        out: the folder to make; nothing may be there.

    Raises:
        PackageError: it is no release, or of a kind that CTranslate2 does not run.
        OutputError: there is something already, or it cannot be written.
    """
    from toolkit.translation import convert

    return convert.convert_model(Path(release), Path(out))


def model_facts(folder: Path) -> dict[str, object] | None:
    """What a folder of a CTranslate2 model says of itself; None for anything else.

    Raises:
        PackageError: it is not complete.
    """
    from toolkit.translation import convert

    return convert.layout_facts(folder) if (folder / "model.bin").is_file() else None


def default_model(from_code: str, to_code: str) -> str | None:
    """The user's default for a pair."""
    from toolkit.packages import ranking

    return ranking.default_model(from_code, to_code)


def set_default(from_code: str, to_code: str, name: str | None) -> None:
    """Make an installed model the default for a pair; None for none.

    Raises:
        PackageError: no such model is installed for the pair.
    """
    from toolkit.packages import choice, ranking
    from toolkit.translation.registry import ENGINES

    if name is not None:
        names = [c.name for c in choice.model_candidates(from_code, to_code, ENGINES)]
        if name not in names:
            known = f"choose from: {', '.join(names)}" if names else "none is installed"
            raise PackageError(f"{name}: no installed model of this name translates {from_code} to {to_code}; {known}")
    ranking.set_default(from_code, to_code, name)


def forget_default(name: str) -> list[str]:
    """Have no default that is a model which was removed; gives the pairs that had it."""
    from toolkit.packages import ranking

    return ranking.forget_default(name)


def chosen_route(from_code: str, to_code: str) -> list[Candidate]:
    """The model that a command takes where none is named, or the two that it goes through English with; else nothing.

    Raises:
        PackageError: the user's default is not installed.
    """
    from toolkit.languages.pair import LanguagePair
    from toolkit.translation.registry import route_of

    return route_of(LanguagePair(from_code, to_code))


def served_pairs() -> list[LanguagePair]:
    """The pairs that the installed models translate: first those with a model of their own, the embedded one's before
    the others, then those that go through English."""
    from toolkit.translation import registry

    return registry.served_pairs()


def model_folders() -> tuple[list[ModelFolder], list[tuple[Path, str]]]:
    """Installed models that are no Argos packages, and folders that only look like one, each with the reason."""
    from toolkit.packages import folders

    return folders.installed_folders()


def find_folder(name: str) -> ModelFolder | None:
    """An installed model that is no Argos package."""
    from toolkit.packages import folders

    return folders.find_folder(name)


def verify_folder(folder: ModelFolder) -> list[str]:
    """The files of an installed model that differ from those that were installed, one line each."""
    from toolkit.packages import folders

    return folders.verify_folder(folder)
