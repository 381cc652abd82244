"""Second stage: paragraphs become sentences with offsets."""

from toolkit.segmentation.punkt import load_parameters
from toolkit.segmentation.splitter import VERSION, Segment, split_sentences

__all__ = ["VERSION", "Segment", "load_parameters", "split_sentences"]
