"""Abbreviations behind which a sentence practically never ends, by language.

Closed-class facts of each language (titles of persons, references, units before a number), gathered for this project.
"""

from __future__ import annotations

import re

#: Titles of persons, references, units before a number.
BEFORE_NAME = {
    "fr": frozenset(
        "m mm mr me mgr mlle mlles mme mmes dr drs pr prof st ste vve cf art al fig p pp n no nos vol chap ch t éd ed "
        "coll av bd boul gal gén col cdt cap capt lt sgt adj env hab max min réf tél trad v vs ibid op div".split()
    ),
    "en": frozenset(
        "mr mrs ms messrs dr prof st rev hon gen col maj capt cpt lt sgt cpl adm cmdr sen rep gov pres supt fig figs "
        "no nos vol p pp art ch cf vs v al ed eds approx est op mt ft".split()
    ),
    "de": frozenset(
        "dr prof hr fr frl st bzw z u a d h i e b s o v g vgl ca abs art nr sog evtl inkl exkl max min tel bd dipl ing "
        "mag phil jur med rer nat habil hrsg aufl lfd geb gest ehem vors abt allg bspw ggf zzgl bzgl einschl betr gem "
        "kap hl sankt fa fam gebr gegr pfr eigtl urspr zzt jan febr mär apr jun jul aug sept okt nov dez".split()
    ),
    "es": frozenset(
        "sr sra srta sres sras dr dra d dña da prof lic ing arq gral cnel cap tte sto sta san mons pbro av avda c/ cía "
        "núm nro no n pág págs p pp art arts vol cap fig ed aprox tel máx mín ej vs cf fdo excmo excma ilmo ilma "
        "pza ctra depto dpto izq dcha".split()
    ),
    "it": frozenset(
        "sig sigg sig.ra sig.na dott dott.ssa dr prof prof.ssa ing avv arch geom rag on sen gen col cap mons don s san "
        "sant santa ss n nn art artt p pp pag pagg vol cap fig cfr ecc es tel min max ca vs ed lett".split()
    ),
    "nl": frozenset(
        "dhr mevr mw dr drs ir ing mr prof ds st ca bijv bv o.a m.a.w d.w.z nr nrs blz p pp art jl resp evt incl excl "
        "max min tel vs cf zgn gen kol kap lt j jhr mgr".split()
    ),
    "pt": frozenset(
        "sr sra srs dr dra drs prof profa eng arq d dom gen cel cap sto sta s pe av r n nº núm pág págs p pp art arts "
        "vol fig ed aprox tel máx mín ex vs cf lda".split()
    ),
    "ca": frozenset("sr sra dr dra prof st sta av núm pàg art vol fig aprox tel p pp cf vs ex".split()),
    "ro": frozenset("dl dna dr prof ing gen col cpt sf str nr pag art vol fig aprox tel ex lt".split()),
    "pl": frozenset(
        "p dr prof mgr inż hab doc gen płk kpt ks o św abp bp ul al pl nr str s art ust pkt poz rys tab tzw np ok im "
        "m.in tj ww zob por red wyd tel max min godz dyr mjr ppłk ur zm".split()
    ),
    "cs": frozenset(
        "dr prof doc ing mgr bc judr mudr phdr gen plk kpt sv p pí sl č čís str s obr tab tzv např cca ul nám tel mj "
        "resp popř příp srov".split()
    ),
    "sk": frozenset("dr prof doc ing mgr gen sv p č str s obr tab tzv napr cca ul nám tel resp príp".split()),
    "ru": frozenset(
        "им ул пл пос дер с гл ст рис табл стр тов акад проф доц ген полк кап лейт св пр-т просп наб пер обл р-н гр "
        "т.е т.к т.н напр см ср мин макс кв корп м".split()
    ),
    "uk": frozenset("ім вул пл с гл ст рис табл стор акад проф доц ген полк св просп обл р-н напр див пор".split()),
    "bg": frozenset("ул бул пл с гл ст фиг табл стр акад проф доц ген полк св др инж напр вж ср чл".split()),
    "el": frozenset("κ κα κκ δρ καθ αρ σελ άρθρ εικ πίν αγ στρ τηλ βλ πρβλ οδ λεωφ".split()),
    "sv": frozenset("dr prof st s k t ex bl.a t.ex d.v.s ca kl nr tel kap fig max min resp".split()),
    "da": frozenset("dr prof hr fr frk st s nr ca kl f bl.a f.eks dvs tlf kap fig maks min".split()),
    "nb": frozenset("dr prof st s nr ca kl bl.a f.eks dvs tlf kap fig maks min".split()),
    "fi": frozenset("dr prof tri rva nti t s ns esim mm ks vrt puh nro n os".split()),
    "hu": frozenset("dr prof id ifj özv st pl ill ún kb tel u gróf szt vö ld".split()),
    "tr": frozenset("dr prof doç yrd av sn alb gen kpt no cad sok mah vb bkz yy örn tel".split()),
    "vi": frozenset("ts ths gs pgs bs ks tp nxb tr".split()),
    "hi": frozenset("डॉ डा श्री प्रो पं सं रु मो कु".split()),
    "mr": frozenset("डॉ श्री प्रा पं रु".split()),
    "bn": frozenset("ডঃ ড ডা প্রফেসর মো মোঃ মি".split()),
    "ur": frozenset("ڈاکٹر پروفیسر".split()),
    "ta": frozenset("திரு டாக்டர் பேரா எஸ் கே ஆர்".split()),
}
BEFORE_NAME["no"] = BEFORE_NAME["nn"] = BEFORE_NAME["nb"]

#: What one small letter with a stop stands for before a name or a number, in languages of Cyrillic script: a town, a
#: village, a river, an island, a house, a page, a volume. Behind a number it is a year or a unit, which may end a
#: sentence.
CYRILLIC_PLACES = frozenset("г д о р п х с т м".split())
#: Languages written so.
CYRILLIC = frozenset("ru uk be bg".split())

#: English titles that stand before names in texts of every language.
ENGLISH_TITLES = frozenset("dr mr mrs ms prof".split())

#: Abbreviations that may end a sentence: a capital behind them decides, as it decides for any other word.
MAY_END = frozenset("etc inc ltd co corp jr sr cie j.-c".split())

#: French legal citation: courts, codes, reviews and notes. A number, a capital with a stop or a Roman numeral behind
#: one goes on with the citation.
FRENCH_LEGAL = frozenset(
    "cass civ com soc crim ass plén cons const req ord déc décr circ rép concl obs rapp chron comm doctr bull rec gaz "
    "trib arr délib instr conv préc sect ch réun conso pén proc trav sécu env urb rur monét "
    "propr intell publ aff loc admin adm coll terr éduc déf jurispr somm al alin sect liv chap".split()
)
#: Of these, those that a name follows: of a court's town, or of whoever wrote a note.
FRENCH_LEGAL_BEFORE_NAME = frozenset("obs concl rapp trib".split())

#: Languages that write ordinals and days with a stop: "3. Mai", "19. Jahrhundert".
ORDINAL_STOP = frozenset("de da nb nn no fi et lv lt cs sk pl sl hr bs sr hu tr is fo lb".split())


def final_stop(match: re.Match[str]) -> str:
    """The point of a shortened word that is written in full, where it ends its text as well: the sentence keeps it."""
    return "." if match[0].endswith(".") and match.end() == len(match.string) else ""
