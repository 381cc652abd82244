"""Work on shards of a corpus on Ray Data, on one machine or many; needs the extra ``[ray]``.

The workers read and write the shards themselves, so all machines must see the same folders.
"""

from toolkit.cluster.clean import clean_shards
from toolkit.cluster.shards import Cluster
from toolkit.cluster.translate import translate_shards

__all__ = ["Cluster", "clean_shards", "translate_shards"]
