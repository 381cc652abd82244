"""All stages together: documents in, a corpus or translated documents out."""

from toolkit.pipeline.build import Corpus, build_corpus
from toolkit.pipeline.export import write_corpus
from toolkit.pipeline.render import translate_document, translate_lines

__all__ = ["Corpus", "build_corpus", "translate_document", "translate_lines", "write_corpus"]
