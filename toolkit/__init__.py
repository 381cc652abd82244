"""bitext-toolkit: offline translation and bilingual corpora.

Data flows one way: document, segments, translation and alignment, units, checks, formats and evaluation. Each stage
is one package; nothing here is imported before it is used.
"""

from toolkit.version import __version__

__all__ = ["__version__"]
