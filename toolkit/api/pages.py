"""Corpora for readers, for programs built on the front door: articles side by side, and text made safe to print."""

from toolkit.reports import Article, Content, corpus_files, read_content, render_article, render_page
from toolkit.reports.terminal import printable

__all__ = ["Article", "Content", "corpus_files", "printable", "read_content", "render_article", "render_page"]
