"""Corpora for readers: a web page that needs no network, and two columns for a terminal."""

from toolkit.reports.content import Article, Content, corpus_files, read_content
from toolkit.reports.page import render_page
from toolkit.reports.terminal import render_article

__all__ = ["Article", "Content", "corpus_files", "read_content", "render_article", "render_page"]
