"""Small habits of writing that checks and readers ask for, by language."""

from __future__ import annotations

import functools
import re

#: Languages with a space before ``: ; ! ?``.
SPACE_BEFORE_MARKS = frozenset({"fr"})
#: Languages with spaces between words and none before marks of punctuation.
WORDS_ARE_SPACED = frozenset(
    "en de es it pt ca gl eu nl af da nb nn no sv is fi et lv lt pl cs sk sl hr bs sr hu ro bg mk ru uk be el tr az sq "
    "id ms tl sw vi eo ga cy mt".split()
)
#: Double quotation marks that open and close, with their inner spaces, where one pair is the rule (Unicode CLDR).
QUOTES = {
    "en": ("“", "”"),
    "fr": ("«\u202f", "\u202f»"),
    "de": ("„", "“"),
    "es": ("«", "»"),
    "it": ("«", "»"),
    "pt": ("“", "”"),
    "cs": ("„", "“"),
    "sk": ("„", "“"),
    "sl": ("„", "“"),
    "pl": ("„", "”"),
    "ro": ("„", "”"),
    "hu": ("„", "”"),
    "nb": ("«", "»"),
    "ru": ("«", "»"),
    "uk": ("«", "»"),
    "el": ("«", "»"),
    "tr": ("“", "”"),
    "ca": ("«", "»"),
}
#: Languages with Punkt parameters of their own (:mod:`toolkit.segmentation.punkt`).
TRAINED = frozenset({"fr", "en"})
#: Languages whose legal texts cite articles by abbreviations.
LEGAL_CITATIONS = frozenset({"fr"})
#: Words that no clause ends with.
BINDERS = {
    "fr": "le la les l' un une des du de d' au aux à en et ou mais que qu' qui dont où ce cet cette ces son sa ses mon "
    "ma mes ton ta tes leur leurs notre nos votre vos dans par pour sur sous avec sans chez vers entre si comme très "
    "plus est sont a ont ai as ne se s' je tu il nous vous ils elles on",
    "en": "the a an of to in on at and or but that who which with without for from by his her their my our your its "
    "very is are was were has have had will would can could not if as than into",
}
#: Words that stay small within a heading whose words begin with capitals, of languages that have such headings.
SMALL_IN_TITLES = {
    "en": frozenset(
        "a an and as at but by for from in into nor of off on onto or over per the to up via vs with".split()
    ),
}
#: Words that stand between two mentions of a thing (*step by step*), where it is rightly said twice.
BETWEEN_TWO = {
    "en": frozenset(BINDERS["en"].split())
    | frozenset("after against all before between each it no nor over per then these they this those through".split())
    | frozenset("under upon versus we when while within without you".split()),
}
#: English nouns that stand behind the name of what they are, and those that then have an article.
NAMED_BEFORE = frozenset(
    "affair airport award bridge centre center commission disease festival foundation gallery hospital institute "
    "library method museum prize stadium syndrome theater theatre tower".split()
)
ARTICLED = NAMED_BEFORE - {"airport", "disease", "hospital", "stadium", "syndrome"}
#: Words that grammar doubles, and cries. Counted on Europarl, Hansard and eleven other bitexts: others
#: stand twice in less than one in ten thousand of their sentences, mostly by mistake.
MAY_DOUBLE = {
    "en": frozenset("that had ha hey hi bye blah bling knock tut".split()),
    "fr": frozenset("nous vous faire mieux ha hé bla cha bling toc".split()),
}
#: Languages that close a quotation of several sentences but once.
QUOTED_ONCE = frozenset({"en"})
#: Language of the words that parts of programs are called by.
PROGRAMS = "en"
#: Of languages without a mark for the end of a sentence: words that open one behind a space, and words that end one.
OPENING_WORDS = {
    "th": "อย่างไรก็ตาม อย่างไรก็ดี นอกจากนี้ นอกจากนั้น นอกจากนี้แล้ว ดังนั้น เพราะฉะนั้น ขณะเดียวกัน ในขณะเดียวกัน หลังจากนั้น อนึ่ง",
    "lo": "ຢ່າງໃດກໍຕາມ ຢ່າງໃດກໍ່ຕາມ ນອກຈາກນີ້ ນອກຈາກນັ້ນ ດັ່ງນັ້ນ ສະນັ້ນ ໃນຂະນະດຽວກັນ ຫຼັງຈາກນັ້ນ",
}
CLOSING_WORDS = {"th": "ครับ ค่ะ คะ"}

_BORROWED = {
    "en": "à la|art nouveau|avant[- ]garde|bête noire|bon vivant|bon voyage|carte blanche|cause célèbre|c'est la vie|"
    "coup d['’]état|coup de grâce|cri de c(?:œ|oe)ur|crème de la crème|cul[- ]de[- ]sac|déjà vu|double entendre|"
    "en masse|en route|enfants? terribles?|esprit de corps|fait accompli|faux pas|femmes? fatales?|force majeure|"
    "haute couture|hors d['’](?:œ|oe)uvres?|idée fixe|joie de vivre|laissez[- ]faire|mardi gras|ménage à trois|"
    "mise en sc[eè]ne|noblesse oblige|nom de (?:guerre|plume)|nouveau riche|nouvelle cuisine|papier[- ]mâché|"
    "par excellence|pied[- ]à[- ]terre|plat du jour|raison d['’][êe]tre|roman à clef|sang[- ]froid|"
    "savoir[- ](?:faire|vivre)|sous vide|table d['’]hôte|tête[- ]à[- ]tête|tour de (?:force|france)|trompe l['’]œil|"
    "vis[- ]à[- ]vis"
}


@functools.cache
def borrowed(language: str) -> re.Pattern[str]:
    """Phrases of another language that a language says as they are (*raison d'être*)."""
    return re.compile(rf"\b(?:{_BORROWED.get(language, '(?!)')})\b", re.IGNORECASE)
