"""``python -m toolkit`` is ``bitext``."""

from toolkit.cli import main

if __name__ == "__main__":
    main()
