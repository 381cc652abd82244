"""Labels of a program within French sentences, given to the model in English: *Cliquez sur Suivant pour continuer*.

With a capital they are taken for names, and copied.
"""

from __future__ import annotations

import re

from toolkit.languages.labels import translate_label

_THINGS = "bouton|menu|sous-menu|onglet|option|touche|lien|icône|rubrique|champ|case|commande"
_BEHIND = re.compile(
    r"(?<![\w'-])(?:(?:cliqu(?:ez|er|e|ant)|clic|appuy(?:ez|er|ant)|tapez|taper|touchez|pressez|valid(?:ez|er)) "
    rf"(?:ensuite |alors |simplement )?sur (?:(?:la |le |l')(?:{_THINGS}) )?"
    rf"|(?:sélectionne[rz]|choisi(?:ssez|r)|activez|cochez|ouvrez|pressez) (?:(?:la |le |l')(?:{_THINGS}) )?"
    rf"|(?:{_THINGS}) )(?=[A-ZÀ-Þ])",
    re.IGNORECASE,
)
# Of keyboards; as labels some are other words.
_KEYS = {
    "entrée": "Enter", "échap": "Esc", "suppr": "Del", "maj": "Shift", "espace": "Space", "tabulation": "Tab",
    "début": "Home", "origine": "Home", "fin": "End", "impr écran": "Print Screen", "verr maj": "Caps Lock",
}  # fmt: skip
# Words of the longest label that is looked for.
_WORDS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*(?: [^\W_]+(?:['’-][^\W_]+)*){0,4}")
# What begins a text, and has a colon.
_LEADING = re.compile(r"\s*(?P<label>[^\W\d_][^:\n]{0,40}?) ?:(?= ?\S)")
# All that stands in brackets.
_IN_BRACKETS = re.compile(r"(?<=[(\[])[^\W\d_]{3,}(?: [^\W\d_]+){0,3}(?=[)\]])")
# The model takes the verb for a name.
_RUN = re.compile(r"(?<![\w'-])([Ll])ancez (?=\[\d|\"|(?:la commande|le programme|le script)(?!\w))")


def give_labels(text: str) -> str:
    """A folded French segment with the labels of buttons and menus in English, where the table of labels has them.

    >>> from toolkit.languages.french_labels import give_labels
    >>> give_labels("Cliquez sur Mot de passe oublié, puis sur le bouton Annuler.")
    'Cliquez sur Forgotten password, puis sur le bouton Cancel.'
    >>> give_labels("Adresse (facultatif)")
    'Adresse (optional)'
    """
    leading = _LEADING.match(text)
    if leading and (label := translate_label(leading["label"], "fr", "en")):
        text = f"{text[: leading.start('label')]}{label}{text[leading.end('label') :]}"
    parts, position = [], 0
    for match in _BEHIND.finditer(text):
        words = _WORDS.match(text, match.end()) if match.end() >= position and text[match.end()].isupper() else None
        found = _longest(words[0]) if words else None
        if words and found:
            parts += [text[position : match.end()], found[1]]
            position = match.end() + len(found[0])
    text = _IN_BRACKETS.sub(lambda m: translate_label(m[0], "fr", "en") or m[0], "".join([*parts, text[position:]]))
    return _RUN.sub(lambda m: "Run " if m[1] == "L" else "run ", text)


def _longest(words: str) -> tuple[str, str] | None:
    """The longest label with which words begin, and what it is in English."""
    while words:
        if label := _KEYS.get(words.lower()) or translate_label(words, "fr", "en"):
            return words, label
        words = words.rpartition(" ")[0]
    return None
