"""Addresses of pages and of mail, accounts, paths of files."""

from __future__ import annotations

import re

#: An address of mail; it begins at the beginning of a run of letters, or long runs would take long.
#: Its apostrophes are those of names (o'neil), not those of French articles (l'info@…).
MAIL = r"(?<![\w.+-])(?:[\w.+-]*[.+-]\w+'|[oO]')?[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_IN_NAME = r"[^\s\\/:*?\"<>|«»%]"
# A name of a folder may have blanks, as the backslash behind it shows, and that of a file, as its ending shows.
_FOLDER = rf"(?:{_IN_NAME}+(?: {_IN_NAME}+){{0,3}}\\)"
#: A path of Windows, from a drive, a variable or a server on.
WINDOWS_PATH = (
    rf"(?:(?<!\w)[A-Za-z]:\\|%\w+%\\|(?<![\w\\])\\\\(?=[\w.$-]+\\\w){_IN_NAME}+\\)"
    rf"{_FOLDER}*(?:{_IN_NAME}+(?: {_IN_NAME}+){{0,2}}\.[A-Za-z0-9]{{2,5}}(?!\w)|{_IN_NAME}*)"
)
# Of Pandoc, Quarto and bookdown: what is cited, and what is referred to by its kind.
_CITED = r"-?@[\w:.#$%&+?<>~/-]*\w(?:, (?:\w{1,5}\.? )?[\divxlIVXL][\divxlIVXL–, -]*)?"
_REFERRED = r"@(?:fig|tbl|tab|sec|eq|lst|thm|lem|cor|prp|def|exm|alg|app|nte|tip|wrn|imp|cau)[:-]\w+(?:[_-]\w+)*"
#: An address, with the punctuation of the sentence behind it; see :func:`without_ends`.
ADDRESS = re.compile(
    r"(?:(?<![\w+.-])[A-Za-z][A-Za-z0-9+.-]{1,15}://|(?i:www)\.)[^\s<>\"«»“”]+"
    r"|(?<!\w)(?:mailto|tel|sms|urn|magnet|geo|data|doi):(?=[\w+?])[^\s<>\"«»“”]+"
    rf"|{MAIL}"
    # A site without more; other endings are French words too often, and web text loses the spaces behind its stops.
    r"|(?<![\w@.-])(?:[\w-]+\.)+(?:com|org|net|fr|gov|edu)\b(?:/[^\s<>\"«»“”]*)?"
    # With a path other endings are sure.
    r"|(?<![\w@.-])[\w-]+(?:\.[\w-]+)+\.[a-z]{2,3}/[^\s<>\"«»“”]*"
    rf"|\[{_CITED}(?:; {_CITED})*\]|(?<![\w@/.&]){_REFERRED}"
    r"|(?<![\w@/.&])(?:@[^\W\d]\w*(?:-\w+)*|#[^\W\d]\w*(?:[/-]\w+)*)"
    # Not behind a unit: 50 €/jour/personne.
    r"|(?<![^\s(\[\"'«“=:])(?:(?:~|\.\.?)/[\w.+-]+(?:/[\w.+-]*)*|/[\w.+-]+(?:/[\w.+-]*)+"
    r"|/[\w+-]+\.(?:html?|php|aspx?|jsp|js|css|json|xml|txt|pdf|png|jpe?g|svg|py|sh|conf)(?!\w))"
)
# An asterisk ends bold type of Markdown rather than an address.
_ENDS = ".,;:!?'’…*"
_BRACKETS = {")": "(", "]": "[", "}": "{"}


def without_ends(found: str) -> str:
    """What was found less the punctuation and the brackets of the sentence around it."""
    found = found.rstrip(_ENDS)
    while found and found[-1] in _BRACKETS and found.count(found[-1]) > found.count(_BRACKETS[found[-1]]):
        found = found[:-1].rstrip(_ENDS)
    return found
