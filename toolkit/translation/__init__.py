"""Fourth stage: segments are translated by an Argos package, all of them in one job."""

from toolkit.translation.engine import ArgosEngine
from toolkit.translation.jobs import Translation

__all__ = ["ArgosEngine", "Translation"]
