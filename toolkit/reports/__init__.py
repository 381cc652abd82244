"""Corpora for readers: a web page that needs no network, and two columns for a terminal."""

from toolkit.reports.content import Article, Content, compare_with, corpus_files, read_content
from toolkit.reports.page import render_page
from toolkit.reports.registry import LAYOUTS, Layout, layout_of
from toolkit.reports.terminal import render_article

__all__ = [
    "LAYOUTS",
    "Article",
    "Content",
    "Layout",
    "compare_with",
    "corpus_files",
    "layout_of",
    "read_content",
    "render_article",
    "render_page",
]
