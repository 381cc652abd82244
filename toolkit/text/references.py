"""References within texts that no translation changes, each known by its form alone."""

from __future__ import annotations

_SPACE = "[ \u00a0\u202f\u2009]"
# Pages of a book; the code of a bank; a position on the earth; names of standards with their numbers; what a log begins
# a line with; packages of programs; icons and classes of pages; attributes; times to the hundredth of a second.
_COUNTRIES = "FR|BE|CH|LU|MC|DE|GB|US|ES|IT|NL|CA|PT|AT|IE|PL|SE|DK|MA|TN|DZ|SN|CI"
# A path, or the name of a branch: words alone with a slash between them may be language.
_PATH = (
    r"(?:(?:feat|feature|fix|bugfix|hotfix|release|chore|docs?|src|lib|tests?|refs|origin|app|assets|images?|photos?)/"
    r"|(?=[^\s'\"/]*[._\d-]|[^\s'\"]*/[^\s'\"]*[._\d-]))[\w.-]+(?:/[\w.-]+)*"
)
#: Requests of HTTP, and prompts of a shell with their commands.
COMMAND = (
    r"(?<!\w)(?:GET|POST|PUT|PATCH|DELETE|HEAD) /\S*(?: HTTP/[\d.]+)?"
    r"|\A\$ [a-z][\w./-]*(?: [^\n]*)?\Z|\A\w[\w.-]*@[\w.-]+:[^\s#$]{0,60}[#$] [^\n]*\Z"
)
#: Options of programs.
OPTION = (
    r"\[-{1,2}[A-Za-z][^\[\]\n]{0,60}\]|"
    r"(?<![^\s\"'«“(\[|,/=:])(?:--[A-Za-z][\w-]+(?:=[^\s,;)\]»\"'{}]+)?|-[a-z][\w-]*=[^\s,;)\]»\"'{}]+"
    # Behind a colon it is a face.
    r"|(?<![:;=])-[A-Za-z](?![\w'’%{-]))"
)
_ARGUMENT = r"-(?:-[A-Za-z][\w-]+|[A-Za-z](?![\w'’-]))"
#: Group 1 of each: a command with an option between marks of quotation, and with marks of its own in guillemets.
QUOTED_COMMANDS = tuple(
    rf"{opens}([a-z][a-z0-9./_+-]*(?: [^\s{marks}]+){{0,12}}? {_ARGUMENT}[^{marks}\n]{{0,80}}?){closes}"
    for opens, marks, closes in (
        ("[«“][ \u00a0\u202f]?", "«»“”", "[ \u00a0\u202f]?[»”]"),
        ('(?<!\\w)"', '"', '"(?!\\w)'),
    )
)
# Dates in digits, times with seconds, spans of years, powers of ten.
_DATE = (
    r"|(?<![\w/.-])\d{1,2}[/-]\d{1,2}[/-](?:\d{4}|\d{2})(?![\w/]|[-.]\d)"
    r"|(?<![\w:.-])\d{1,3}:\d{2}:\d{2}(?:[.,]\d{1,3})?(?![\w:])"
    r"|(?<![\w-])[12]\d{3}[-–][12]\d{3}(?![\w-])|[×x*] ?10(?:\^[-−+]?\d+|[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)"
    r"|(?<![\w/:.,€$£-])(\d{1,3})[-–]\1(?![\w€$£%-]|[.,/:]\d| ?[€$£%])"
    r"|(?<![\w-])\d{2,}[A-Z]\d{2,}(?![\w-])"
)
#: All of these.
REFERENCE = (
    # From a number to another; so many times so many.
    r"\[\d+ ?[-–] ?\d+\]"
    # A page of the manual; not a word of French with a note.
    r"|(?<![\w.-])[a-z][a-z0-9]*(?:[-_.][a-z0-9]+)+(?<!-(?:ce|ci|en|il|je|la|le|on|tu))"
    r"(?<!-(?:end|ils|les|lui|moi|toi))(?<!-(?:elle|leur|nous|vous))\(\d[a-z]{0,3}\)(?!\w)"
    r"|(?<![\w.,])\d+(?: ?[×x] ?\d+)+(?![\w,.]\d|\w)|"
    # Articles of a French code.
    r"(?<![\w.])(?:[LRDA]\.? ?(?:O\. ?)?(?:\* ?)?\d{1,5}(?:-\d+)+(?![\w-])|[LRD]\. ?\d{1,4}(?![\w,.]\d|\w))"
    r"|(?<![\w.])(?:pp?\. ?\d+(?: ?[-–,] ?\d+(?![\w€%]))*(?!\w)|\d{1,4} p\.(?=[ ,;)]|$)(?! \d))"
    rf"|(?<!\w)[A-Z]{{4}}(?:{_COUNTRIES})[A-Z0-9]{{2}}(?:[A-Z0-9]{{3}})?(?!\w)"
    r"|(?<!\w)[NSEOW] ?\d{1,3}° ?\d{1,2}(?:[.,]\d+)?['’′](?: ?\d{1,2}(?:[.,]\d+)?[\"”″])?"
    r"|(?<![\w.,])\d{1,3}°(?: ?\d{1,2}(?:[.,]\d+)?['’′](?: ?\d{1,2}(?:[.,]\d+)?[\"”″])?)? ?[NSEOW](?!\w)"
    r"|(?<![\w.,])-?\d{1,3}[.,]\d{3,}, ?-?\d{1,3}[.,]\d{3,}(?!\w|[.,]\d)"
    r"|(?<!\w)(?:ISO|DIN|EN|NF|IEC|CEI|ANSI|ASTM|BS)(?:[ /-](?:ISO|EN|IEC|CEI|[A-Z]))*"
    rf"{_SPACE}\d{{1,5}}(?:{_SPACE}\d{{3}})*(?:[-:]\d+)*(?!\w)"
    rf"|(?<!\w)\d[A-Z]{_SPACE}\d{{3}}{_SPACE}\d{{3}}{_SPACE}\d{{4}}{_SPACE}\d(?!\w)"
    r"|(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])"
    rf"|(?<!\w)(?!EUR|USD|CHF|GBP|CAD|XOF|AN|DE|A |Y )[A-Z]{{1,3}}{_SPACE}\d{{1,3}}(?:{_SPACE}\d{{3}}){{2,}}"
    rf"(?:{_SPACE}[A-Z]\d)?(?![\w€$£])"
    r"|\[[^\[\]\n]{0,40}\d{2}:\d{2}:\d{2}[^\[\]\n]{0,20}\]"
    rf"|(?<!\w)'{_PATH}'(?!\w)|\"{_PATH}\""
    r"|(?<![\w-])(?:fa[srbl]?|btn|mdi|glyphicon|icon)-[a-z0-9]+(?:-[a-z0-9]+)*(?![\w-])"
    # Code in prose: objects of JSON, statements of SQL, calls, requests, options, cron, a prompt with its command.
    r"|\{\s*\"[^{}\n]{1,300}\}"
    r"|(?<!\w)(?:SELECT\s[^;\n]{1,200}?\sFROM\s|INSERT\sINTO\s|DELETE\sFROM\s|UPDATE\s\w+\sSET\s|CREATE\sTABLE\s"
    # Up to a verb of the sentence around it.
    r"|ALTER\sTABLE\s|DROP\sTABLE\s)[^;\n]{1,300}?(?:;|$|(?=\s(?:est|sont|était|ne|renvoie|retourne|échoue|donne|"
    r"affiche|prend|fonctionne|permet|is|are|returns|fails|gives)(?!\w)))"
    r"|(?<![\w.])(?:\w+_\w+|[A-Z]{3,})\([^()\n]{0,100}\)|(?<![^\s(])[A-Za-z_][\w.-]*=[\w.:/%+-]*[\w/%+](?![\w\"'])"
    r"|\[-{1,2}[a-z][^\[\]\n]{0,60}\]|(?<!\S)(?=[^*\n]{0,20}\*(?:/| \*))[\d*/,-]+(?: [\d*/,-]+){4}(?!\S)"
    r"|\[(?=[^\]\s]*\d)\w+(?:[-.:/]\w+){2,}\]|(?<!\w)(?:[a-z]\w*\.){2,}[A-Z]\w*(?:\.\w+)*(?:\([\w.: ]*\))?"
    r"|(?<![\w-])[A-Za-z][\w:-]*=\"[^\"\n]{0,200}\""
    r"|(?<![\w.,])\d{1,3}[\"″]\d{1,3}(?!\w)|(?<![\w.,])\d{1,2}['′]\d{1,2}[\"″]\d{0,3}(?!\w)" + _DATE
)
# Of names of files; those that are no words behind a stop that lacks its blank, and the others.
_SURE = (
    r"7z|apk|asc|avi|bmp|bz2|cfg|cpp|css|csv|dmg|docx?|epub|exe|gif|gz|html?|ico|img|ini|iso|jar|java|jpe?g|js|json|md|"
    r"mkv|mov|mp[34]|mpg|msi|od[pst]|ogg|pdf|php|png|pptx?|ps1|psd|py|rar|rpm|rtf|sql|srt|svg|tar|tex|tgz|tiff?|tmx|tsv|"
    r"txt|vtt|wav|webm|webp|xlf|xliff|xlsx?|xml|xz|ya?ml|zip"
)
_SUFFIX = rf"{_SURE}|bat|bin|c|db|deb|h|log|po|rb|sh|ts"
# A name of a file with blanks, between marks of quotation.
#: Group 1 of it.
FILE_NAME = rf"(?<=[«\"“'‘])[ \u00a0\u202f]?([^«»\"“”\n/]{{0,79}}[\w)\]*]\.(?:{_SUFFIX}))(?=[ \u00a0\u202f]?[»\"”'’])"
#: Without blanks and marks of quotation; with the folders that it is in.
BARE_FILE_NAME = rf"(?<![\w./@\\-])(?:[\w.+-]++/)*+[\w+-]+(?:\.[\w+-]+)*\.(?:{_SURE})(?![\w-]|\.\w)"
