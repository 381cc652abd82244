"""What the validator says of the official test suite of XLIFF 2.1, which is not ours to carry.

git clone --depth 1 https://github.com/oasis-tcs/xliff-xliff-22
python bench/xliff_suite.py xliff-xliff-22/xliff-21/test-suite
"""

from __future__ import annotations

import sys
from pathlib import Path

from toolkit.validation import validate_file


def main() -> None:
    folder = Path(sys.argv[1])
    for kind in ("valid", "invalid"):
        files = sorted(folder.glob(f"*/{kind}/*.xlf"))
        refused = [path for path in files if any(p.severity == "error" for p in validate_file(path))]
        print(f"{kind}: {len(refused)} of {len(files)} refused")
        for path in files:
            if (path in refused) == (kind == "valid"):
                print("  ", path.relative_to(folder))


if __name__ == "__main__":
    main()
