"""Jobs on the shards of a corpus, on Ray."""

from toolkit.cluster import Cluster, clean_shards, translate_shards
from toolkit.cluster.translate import EngineChoice

__all__ = ["Cluster", "EngineChoice", "clean_shards", "translate_shards"]
