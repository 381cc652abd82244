"""What a translation into Spanish has to look like, whatever the source language (RAE, Ortografía 2010).

Opening marks (¿ ¡) are not added: where a question begins is for the model to know.
"""

from __future__ import annotations

from toolkit.languages.typographic import NARROW, NO_BREAK, Marks, Typographic


class Spanish(Typographic):
    """« » or “ ” as the model chose, ``5,5``, ``12 500`` but ``1234``, ``30 %``, ``30 €``; dollars stay in front."""

    marks = Marks(NARROW, 5, NO_BREAK, ("«", "»"), "€£")
