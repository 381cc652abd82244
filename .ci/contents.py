"""Check that sdist and wheel hold what they must: python .ci/contents.py FOLDER."""

import sys
import tarfile
import zipfile
from pathlib import Path

SDIST = """
.ci/run CHANGELOG.md CITATION.cff CONTRIBUTING.md LICENSE README.md SECURITY.md pyproject.toml bench/README.md
bench/reliability.py corpus/manifest.json docs/cli.md seeds tests/conftest.py tests/data toolkit/py.typed
toolkit/packages/data
""".split()
WHEEL = """
toolkit/py.typed toolkit/packages/data/ .argosmodel .punkt toolkit/reports/data/ toolkit/validation/data/
toolkit/filters/data/ toolkit/evaluation/data/ licenses/LICENSE entry_points.txt
""".split()


def main(folder: Path) -> int:
    """Print what is missing; return the number of faults."""
    [sdist], [wheel] = list(folder.glob("*.tar.gz")), list(folder.glob("*.whl"))
    with tarfile.open(sdist) as archive:
        members = [name.partition("/")[2] for name in archive.getnames()]
    inside = zipfile.ZipFile(wheel).namelist()
    faults = [f"sdist lacks {w}" for w in SDIST if not any(m == w or m.startswith(f"{w}/") for m in members)]
    faults += [f"wheel lacks {w}" for w in WHEEL if not any(w in m for m in inside)]
    faults += [f"wheel holds {m}" for m in inside if not m.startswith(("toolkit/", "bitext_toolkit-"))]
    faults += [f"sdist holds {m}" for m in members if "__pycache__" in m or m.startswith(("shared", ".git/"))]
    for path in (sdist, wheel):
        print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")
    print("\n".join(faults), end="\n" if faults else "")
    return len(faults)


if __name__ == "__main__":
    sys.exit(bool(main(Path(sys.argv[1]))))
