"""Fourth stage: segments are translated, all of them in one job, by any model."""

from toolkit.translation.base import CORPUS_BEAM, DEFAULT_BEAM, Engine, Hypothesis, Model, Resources, Translation
from toolkit.translation.registry import ENGINES, load_translator, translator_of
from toolkit.translation.translator import Translator

__all__ = [
    "CORPUS_BEAM",
    "DEFAULT_BEAM",
    "ENGINES",
    "Engine",
    "Hypothesis",
    "Model",
    "Resources",
    "Translation",
    "Translator",
    "load_translator",
    "translator_of",
]
