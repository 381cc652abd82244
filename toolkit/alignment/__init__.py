"""Fifth stage: the sentences of two texts are paired into beads."""

from toolkit.alignment.beads import Aligner, Bead
from toolkit.alignment.registry import ALIGNERS, DEFAULT, aligner_names, get_aligner
from toolkit.alignment.score import AlignmentScore, score_alignment

__all__ = [
    "ALIGNERS",
    "DEFAULT",
    "Aligner",
    "AlignmentScore",
    "Bead",
    "aligner_names",
    "get_aligner",
    "score_alignment",
]
