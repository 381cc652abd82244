"""The front door to Argos packages: list, install, remove and verify."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.errors import PackageError

if TYPE_CHECKING:
    from toolkit.packages.archive import PackageInfo as PackageInfo
    from toolkit.packages.store import BrokenPackage


def list_packages() -> tuple[list[tuple[str, PackageInfo]], list[BrokenPackage]]:
    """Each package with the name that a model goes by, the embedded one first; and installed folders that are broken.

    Raises:
        PackageError: the embedded package is damaged, or the folder of packages cannot be read.
    """
    from toolkit.packages.store import EMBEDDED, embedded_package, installed_packages

    good, broken = installed_packages()
    return [(EMBEDDED, embedded_package()), *((package.name, package) for package in good)], broken


def install_package(package: str) -> PackageInfo:
    """Install a package file, whole or not at all; nothing is downloaded.

    Args:
        package: an ``.argosmodel`` file, or a pair such as ``fr-en``, looked for among those in the working folder.

    Raises:
        PackageError: no such file, or the package is refused.
    """
    from toolkit.packages import store

    path = Path(package) if package.endswith(".argosmodel") or Path(package).is_file() else _find_pair(package)
    return store.install_package(path)


def remove_package(name: str) -> Path:
    """Remove an installed package or model by name, and return the folder that it was in.

    Raises:
        PackageError: no such package is installed.
    """
    from toolkit.packages import folders, store

    folder = folders.find_folder(name)
    return folders.remove_folder(folder) if folder else store.remove_package(name)


def verify_package(model: str) -> tuple[PackageInfo, list[str]]:
    """Check a package against the digests recorded when it was installed or shipped.

    Args:
        model: ``embedded``, an installed name, or a path.

    Returns:
        The package, and a line for each file that differs.

    Raises:
        PackageError: no such package.
    """
    from toolkit.packages import store

    return store.verify_package(model)


def _find_pair(pair: str) -> Path:
    wanted = pair.replace("-", "_")
    found = sorted(Path().glob(f"translate-{wanted}-*.argosmodel"))
    if not found:
        raise PackageError(
            f"{pair}: no such file, and no translate-{wanted}-*.argosmodel in this folder; get the package file first, "
            f"this tool downloads nothing"
        )
    return found[-1]
