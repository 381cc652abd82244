"""bitext-toolkit: offline translation and bilingual corpora.

>>> import toolkit as bitext
>>> engine = bitext.load_engine("fr-en")
>>> bitext.translate("Bonjour.", engine)
'Hello.'

Every name is imported when it is first used, so ``import toolkit`` costs next to nothing. Behind them data flow one
way: document, segments, translation and alignment, units, checks, formats and evaluation; each stage is a package.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from toolkit.version import __version__

if TYPE_CHECKING:
    from toolkit.alignment import ALIGNERS, Aligner, Bead
    from toolkit.api.bitexts import align, check, clean, fix, make_checker, read, write
    from toolkit.api.books import book
    from toolkit.api.building import build
    from toolkit.api.checking import CheckRun, Gate
    from toolkit.api.corpora import diff, merge, sample, sort, split, stats
    from toolkit.api.filling import fill_missing, fill_missing_files
    from toolkit.api.memories import build_memory
    from toolkit.api.reporting import report
    from toolkit.api.results import Alignment, Cleaning, Corpus, Evaluation, FilesReport, TranslatedFile
    from toolkit.api.scoring import evaluate, evaluate_titles
    from toolkit.api.segmenting import Sentence, segment
    from toolkit.api.testsets import export_testset
    from toolkit.api.translating import (
        load_engine,
        open_memory,
        read_glossary,
        translate,
        translate_file,
        translate_files,
        translate_units,
    )
    from toolkit.api.validating import validate
    from toolkit.checks import CHECKS, Check, Checker, Said
    from toolkit.checks.dismissals import Dismissals
    from toolkit.checks.mending import Fixer
    from toolkit.encoders import ENCODERS, SpanEncoder
    from toolkit.errors import (
        BitextError,
        BitextWarning,
        EncodingError,
        InputError,
        LanguagePairError,
        MissingExtraError,
        NetworkWarning,
        OutputError,
        PackageError,
        PluginError,
        PluginWarning,
        ServerError,
    )
    from toolkit.evaluation.registry import METRICS, TESTSETS
    from toolkit.filters import FILTERS, Filter
    from toolkit.formats import FORMATS, Format, WriteReport
    from toolkit.languages.pair import LanguagePair
    from toolkit.markup import MARKUP
    from toolkit.reports import LAYOUTS
    from toolkit.reports.findings import FINDING_REPORTS, FindingReport
    from toolkit.terms import Term
    from toolkit.translation import Engine, Model, Translation, Translator
    from toolkit.translation.registry import ENGINES
    from toolkit.units import Finding, Origin, TranslationUnit

__all__ = [
    "ALIGNERS",
    "CHECKS",
    "ENCODERS",
    "ENGINES",
    "FILTERS",
    "FINDING_REPORTS",
    "FORMATS",
    "LAYOUTS",
    "MARKUP",
    "METRICS",
    "TESTSETS",
    "Aligner",
    "Alignment",
    "Bead",
    "BitextError",
    "BitextWarning",
    "Check",
    "CheckRun",
    "Checker",
    "Cleaning",
    "Corpus",
    "Dismissals",
    "EncodingError",
    "Engine",
    "Evaluation",
    "FilesReport",
    "Filter",
    "Finding",
    "FindingReport",
    "Fixer",
    "Format",
    "Gate",
    "InputError",
    "LanguagePair",
    "LanguagePairError",
    "MissingExtraError",
    "Model",
    "NetworkWarning",
    "Origin",
    "OutputError",
    "PackageError",
    "PluginError",
    "PluginWarning",
    "Said",
    "Sentence",
    "ServerError",
    "SpanEncoder",
    "Term",
    "TranslatedFile",
    "Translation",
    "TranslationUnit",
    "Translator",
    "WriteReport",
    "__version__",
    "align",
    "book",
    "build",
    "build_memory",
    "check",
    "clean",
    "diff",
    "evaluate",
    "evaluate_titles",
    "export_testset",
    "fill_missing",
    "fill_missing_files",
    "fix",
    "load_engine",
    "make_checker",
    "merge",
    "open_memory",
    "read",
    "read_glossary",
    "report",
    "sample",
    "segment",
    "sort",
    "split",
    "stats",
    "translate",
    "translate_file",
    "translate_files",
    "translate_units",
    "validate",
    "write",
]

#: Where each name comes from.
_HOMES = {
    "toolkit.api.books": "book",
    "toolkit.api.building": "build",
    "toolkit.api.corpora": "diff merge sample sort split stats",
    "toolkit.api.filling": "fill_missing fill_missing_files",
    "toolkit.api.memories": "build_memory",
    "toolkit.api.testsets": "export_testset",
    "toolkit.api.validating": "validate",
    "toolkit.api.segmenting": "Sentence segment",
    "toolkit.alignment": "ALIGNERS Aligner Bead",
    "toolkit.api.bitexts": "align check clean fix make_checker read write",
    "toolkit.api.checking": "CheckRun Gate",
    "toolkit.api.results": "Alignment Cleaning Corpus Evaluation FilesReport TranslatedFile",
    "toolkit.api.scoring": "evaluate evaluate_titles",
    "toolkit.api.translating": (
        "load_engine open_memory read_glossary translate translate_file translate_files translate_units"
    ),
    "toolkit.checks": "CHECKS Check Checker Said",
    "toolkit.checks.dismissals": "Dismissals",
    "toolkit.checks.mending": "Fixer",
    "toolkit.encoders": "ENCODERS SpanEncoder",
    "toolkit.errors": (
        "BitextError BitextWarning EncodingError InputError LanguagePairError MissingExtraError NetworkWarning "
        "OutputError PackageError PluginError PluginWarning ServerError"
    ),
    "toolkit.evaluation.registry": "METRICS TESTSETS",
    "toolkit.filters": "FILTERS Filter",
    "toolkit.formats": "FORMATS Format WriteReport",
    "toolkit.languages.pair": "LanguagePair",
    "toolkit.markup": "MARKUP",
    "toolkit.api.reporting": "report",
    "toolkit.reports": "LAYOUTS",
    "toolkit.reports.findings": "FINDING_REPORTS FindingReport",
    "toolkit.terms": "Term",
    "toolkit.translation": "Engine Model Translation Translator",
    "toolkit.translation.registry": "ENGINES",
    "toolkit.units": "Finding Origin TranslationUnit",
}
_NAMES = {name: module for module, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    if name not in _NAMES:
        raise AttributeError(f"module 'toolkit' has no attribute '{name}'")
    value = globals()[name] = getattr(import_module(_NAMES[name]), name)
    return value


def __dir__() -> list[str]:
    return __all__
