"""English words that the checks look for (see :mod:`toolkit.languages.words`)."""

from __future__ import annotations

from toolkit.languages.words import Words

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)
_MORE = {
    "thirtieth": 30,
    "fortieth": 40,
    "fiftieth": 50,
    "sixtieth": 60,
    "seventieth": 70,
    "eightieth": 80,
    "ninetieth": 90,
    "hundredth": 100,
}

WORDS = Words(
    cardinals={word: n for n, word in enumerate(_UNITS.split())}
    | {word: 10 * n for n, word in enumerate(_TENS.split(), 2)}
    | {"once": 1, "twice": 2, "thrice": 3, "dozen": 12, "dozens": 12},
    ordinals={word: n for n, word in enumerate(_ORDINALS.split(), 1)} | _MORE,
    hundreds=frozenset({"hundred"}),
    thousands=frozenset({"thousand"}),
    joins=frozenset({"and"}),
    joined=None,
    twenties=False,
    also_numbers={
        "half": "0.5 50 30 500 500000 1/2",
        "halves": "0.5 50",
        "third": "33 1/3",
        "thirds": "66 67 3 2/3",
        "quarter": "0.25 25 15 3 4 1/4",
        "quarters": "0.75 75 4 45 3/4",
        "fifths": "5",
        "noon": "12 t720",
        "midday": "12 t720",
        "midnight": "0 12 24 t0 t1440 t720",
        "decade": "10",
        "decades": "10 20",
        "century": "100",
        "week": "7 8",
        "weeks": "14 15",
        "fortnight": "14 15",
        "weekend": "2",
        "year": "12 1",
        "hour": "60 1",
        "minute": "60",
        "day": "24 1",
        "month": "30 1",
        "dozen": "10",
        "sixteen": "8",
        "score": "20",
        "semester": "6",
        "double": "2",
        "doubled": "2",
        "twofold": "2",
        "triple": "3",
        "tripled": "3",
        "threefold": "3",
        "quadruple": "4",
        "tenfold": "10",
        "pair": "2",
        "couple": "2",
        "both": "2",
        "duo": "2",
        "twin": "2",
        "trio": "3",
        "quartet": "4",
        "centenary": "100",
        "bicentenary": "200",
        "teenagers": "13 19",
        "a": "1",
        "an": "1",
        "single": "1",
        "thousands": "1000",
        "hundreds": "100",
        "cents": "00",
        "percentage": "100",
        "clock": "24 7",
    },
    scales={
        3: r"thousand|k",
        6: r"(?<!thousand )(?:multi-?)?millions?|mn|mln",
        9: r"(?<!thousand )(?:multi-?)?billions?|bn|thousand millions?|milliards?",
        12: r"trillions?|tn|thousand billions?",
    },
    letters={3: "[kK]", 6: "[mM]", 9: "[bB]", 12: "[tT]"},
    percent=r"%|per ?cent(?:age|ages)?|percentage points?",
    currencies={
        "dollar": (r"(?:us|ca?|au?|nz|hk)?\$|dollars?|USD", r"cents?|bucks?|greenbacks?|dimes?|grand"),
        "euro": (r"€|euros?(?![ -](?:area|zone|\d{4}|sceptic|skeptic))|EUR", r"cents?|single currency|penny|dime|euro"),
        "pound": (r"£|pounds? sterling|sterling|GBP", r"pounds?|quid|pence|penny"),
        "yen": (r"¥|yens?|JPY", "japanese currency"),
    },
    hundreds_of=(r"hundreds?", r"thousands?"),
    vague=r"(?:hundreds|tens|dozens|thousands|scores|several|some|many) (?:of )?",
    exact=r"(?:\d|\bone|\ba) ?",
    months=(
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ),
    abbreviated=("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sept?", "oct", "nov", "dec"),
    ambiguous_months=frozenset({3, 5}),
    capital_months=True,
    relative_months=r"(?:this|that|last|next|same|previous|following) month",
    before_month=r"in|of|since|from|until|till|by|to|up to|early|late|mid|last|next|this|and|or|between|before|after|for|"
    r"through|every|on|during",
    day_of_month=r"of |day of ",
    weekdays=("mondays?", "tuesdays?", "wednesdays?", "thursdays?", "fridays?", "saturdays?", "sundays?"),
    ranges=((r"from|between|since", r"to|and|until|till|through|-|–"),),
    hours=r"\s?(?:hours|hrs|h|o.clock)(?![^\W\d_])()",
    morning=r"a\.?m\b|in the morning",
    afternoon=r"p\.?m\b|in the (?:afternoon|evening)|at night|tonight",
    near_times=r"half past|quarter (?:past|to|after)|(?:five|ten|twenty|twenty-five) (?:past|to|after)|thirty|forty-five|"
    r"fifteen|forty|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) o.clock",
    labels=r"version|release|v|section|chapter|article|figure|table|point|paragraph|page|number|no|build|standard|annex|"
    r"line|python|latitude|longitude|factor|coefficient|ratio|value|index|code|port|rule",
    not_counted=r"of|and|to|is|are|was|for|in|on|by|or|that|which|the|with|without|but|when|as|has|have|not|it|he|she|"
    r"this|these|according|before|after|then|from|at|a|an",
    units={
        "millimetre": r"mm|millimet(?:er|re)s?",
        "centimetre": r"cm|centimet(?:er|re)s?",
        "metre": r"m|met(?:er|re)s?",
        "kilometre": r"km|kms|kilomet(?:er|re)s?",
        "inch": r"inch(?:es)?|in(?= (?:tall|long|wide|high|deep|thick)\b)",
        "foot": r"f(?:oo|ee)t|ft",
        "yard": r"yards?",
        "mile": r"miles?",
        "nautical_mile": r"nautical miles?",
        "square_metre": r"m2|m²|sq\.? ?m|square met(?:er|re)s?",
        "square_kilometre": r"km2|km²|sq\.? ?km|square kilomet(?:er|re)s?",
        "hectare": r"ha|hectares?",
        "acre": r"acres?",
        "square_foot": r"sq\.? ?ft|square f(?:oo|ee)t",
        "square_mile": r"sq\.? ?mi|square miles?",
        "cubic_metre": r"m3|m³|cubic met(?:er|re)s?",
        "litre": r"l|lit(?:er|re)s?",
        "centilitre": r"cl|centilit(?:er|re)s?",
        "millilitre": r"ml|millilit(?:er|re)s?",
        "gallon": r"gallons?",
        "pint": r"pints?",
        "milligram": r"mg|milligram(?:me)?s?",
        "gram": r"g|gram(?:me)?s?",
        "kilogram": r"kg|kgs|kilos?|kilogram(?:me)?s?",
        "tonne": r"t|tonnes?|tons?|metric tons?",
        "pound": r"lbs?|pounds?",
        "ounce": r"ounces?|oz",
        "celsius": r"°\s?c|degrees? (?:celsius|centigrade)",
        "fahrenheit": r"°\s?f|degrees? fahrenheit",
        "second": r"seconds?|secs?",
        "minute": r"minutes?|mins?",
        "hour": r"hours?|hrs?",
        "day": r"days?",
        "week": r"weeks?",
        "month": r"months?",
        "year": r"years?|yrs?",
        "century": r"centur(?:y|ies)",
        "kmh": r"km/h|kph|kmh|kilomet(?:er|re)s? (?:per|an) hour",
        "mph": r"mph|miles? (?:per|an) hour",
        "knot": r"knots",
        "watt": r"w|watts?",
        "kilowatt": r"kw|kilowatts?",
        "megawatt": r"mw|megawatts?",
        "gigawatt": r"gw|gigawatts?",
        "byte": r"bytes?",
        "kilobyte": r"kb|kilobytes?",
        "megabyte": r"mb|megabytes?",
        "gigabyte": r"gb|gigabytes?",
        "terabyte": r"tb|terabytes?",
    },
    # Written out: a pattern that may begin with any letter is slow to look for.
    negations=r"not|cannot|never|no|nor|none|nobody|nothing|nowhere|neither|cant|dont|wont|(?:ai|are|ca|could|dare|did|"
    r"does|do|had|has|have|is|may|might|must|need|ought|sha|should|use|used|was|were|wo|would)n['’]t",
    negated=r"(?:\b\w+n['’]t|\bcannot|(?<!or )(?<!if )(?<!why )(?<!but )\bnot|\bnever|\bno longer)()"
    r"(?! (?:only|just|to mention|merely|least|simply|necessarily|all|even|so|too|much|until|unless))((?: [\w'’-]+){0,4})",
    negative=r"without|hardly|scarcely|barely|little|few|only|but|except|against|un\w{3,}|[iI][nmrl]\w{5,}|dis\w{4,}|"
    r"mis\w{4,}|non\w*|\w+less(?:ly)?|refus\w+|forb[ia]\w+|lack\w*|absen\w+|fals\w+|wrong\w*|prevent\w*|avoid\w*|"
    r"exclu\w+|ignor\w+|reject\w*|fail\w*|stop\w*|ceas\w+|impossible|far|miss\w*|abandon\w*|den(?:y|ie)\w*|despite|less|"
    r"rare\w*|difficult\w*|hard|doubt\w*|bad\w*|too|before|instead|rather|anti\w*|free|end\w*|away|long|yet|unless|until|"
    r"los[est]\w*|poor\w*|abstain\w*|other|give up|gave up|out of|short|beyond|ban\w*|illegal\w*|otherwise|remain\w*|"
    r"anything|anyone|anybody|any|ever|at all|empty|any\w*|declin\w*|break\w*|brok\w*|suspicious|just|differ\w*|"
    r"forget\w*|silenc\w*|at most|mere\w*|reluct\w*|still|except\w*|over|drop\w*|escap\w*|resist\w*|dropp\w*|"
    r"oppos\w*|overlook\w*|neglect\w*|withh\w+|last|spar\w*|shun\w*|a-\w+",
    contrasts={
        "more and less": (
            r"(?:more than|over|in excess of|upwards of)(?= [\d$£€])",
            r"(?:less than|fewer than|under|below)(?= [\d$£€])",
        ),
        "rise and fall": (
            r"rose|risen|rises|rising|increased|increases|climbed|soared|surged|jumped",
            r"fell|fallen|falls|falling|dropped|declined|decreased|decreases|plunged|slumped",
        ),
        "left and right": (
            r"(?:turn|to the|on the|on your|bottom|top|upper|lower) left|left(?:-hand|-wing| hand| bank)",
            r"(?:turn|to the|on the|on your|bottom|top|upper|lower) right|right(?:-hand|-wing| hand| bank)",
        ),
        "open and closed": (r"open(?:s|ed)?", r"closed?|closes|shut"),
        "doubled and halved": (r"doubl(?:ed?|es|ing)", r"halv(?:ed?|es|ing)"),
        "win and lose": (r"won|wins?|winning", r"lost|loses?|losing"),
        "north and south": (r"north(?:ern)?", r"south(?:ern)?"),
        "east and west": (r"east(?:ern)?", r"west(?:ern)?"),
        "maximum and minimum": (r"maximum|maximal", r"minimum|minimal"),
        "inside and outside": (r"inside|interior|inner", r"outside|exterior|outer"),
        "before and after": (r"before", r"after"),
        "buy and sell": (r"buy|buys|bought|buying|purchased?|buyers?", r"sell|sells|sold|selling|sellers?"),
        "mother and father": (r"mothers?|moms?|mums?", r"fathers?|dads?"),
        "sister and brother": (r"sisters?", r"brothers?"),
        "daughter and son": (r"daughters?|girls?", r"sons?|boys?"),
        "woman and man": (r"wom[ae]n", r"m[ae]n"),
        "success and failure": (r"success(?:es)?", r"failures?"),
        "import and export": (r"import(?:s|ed|ing|ers?)?", r"export(?:s|ed|ing|ers?)?"),
        "summer and winter": (r"summers?", r"winters?"),
        "enable and disable": (
            r"enabl(?:ed?|es|ing)|activat(?:ed?|es|ing|ion)",
            r"disabl(?:ed?|es|ing)|deactivat(?:ed?|es|ing|ion)",
        ),
        "accept and refuse": (r"accept(?:s|ed|ing)?", r"refus(?:ed?|es|ing|al)|reject(?:s|ed|ing)?"),
        "hot and cold": (r"hot|warm", r"cold|cool"),
        "victory and defeat": (r"victor(?:y|ies)", r"defeats?"),
        "birth and death": (r"born|births?", r"died|dead|deaths?|deceased"),
        "first and last": (r"first", r"last"),
        "start and end": (r"start(?:s|ed)?|beg[aiu]ns?", r"end(?:s|ed)?|finish(?:es|ed)?"),
        "increase and reduce": (r"increas(?:ed?|es|ing)", r"reduc(?:ed?|es|ing|tions?)"),
        "easy and difficult": (r"easy|easily|easier", r"difficult|difficulty"),
        "possible and impossible": (r"possible|possibly", r"impossible"),
        "true and false": (r"true", r"false"),
        "always and never": (r"always", r"never"),
        "morning and evening": (r"mornings?", r"evenings?"),
        "yesterday and tomorrow": (r"yesterday", r"tomorrow"),
        "black and white": (r"black", r"white"),
        "rich and poor": (r"rich|richer|wealthy", r"poor|poorer"),
        "public and private": (r"public", r"private"),
        "friend and enemy": (r"friends?|all(?:y|ies)", r"enem(?:y|ies)"),
        "at least and at most": (r"at least(?= \d)", r"at most(?= \d)"),
        "doubled and tripled": (r"doubl(?:ed?|es|ing)", r"tripl(?:ed?|es|ing)|trebl(?:ed?|es|ing)"),
        "green and red": (r"green", r"red"),
        "allowed and forbidden": (r"allowed|permitted|authori[sz]ed", r"forbidden|prohibited|banned"),
        "full and empty": (r"full", r"empty"),
    },
    also_contrasts={
        "more and less": (
            r"more|over|above|exceed\w*|excess|at least|high\w*|top\w*|past|plus",
            r"less|fewer|under|below|up to|within|nearly|almost",
        ),
        "rise and fall": (
            r"r[io]s\w+|up|high\w*|more|increas\w*|gr[eo]w\w*|gain\w*|add\w*|rais\w*|climb\w*|soar\w*|surg\w*|jump\w*|"
            r"progress\w*|advanc\w*|better|improv\w*|boost\w*|expan\w*|grown|worse\w*|went",
            r"f[ae]ll\w*|down\w*|low\w*|less|drop\w*|declin\w*|decreas\w*|slid\w*|slip\w*|los[ets]\w*|reduc\w*|shr[aiu]nk\w*|"
            r"cut\w*|retreat\w*|back|reced\w*|plung\w*|slump\w*|tumbl\w*|sank|dip\w*|eas\w*|plummet\w*|crash\w*|collaps\w*",
        ),
        "left and right": (r"left\w*", r"right\w*"),
        "open and closed": (r"open\w*|unlock\w*", r"clos\w+|shut\w*|lock\w*"),
        "doubled and halved": (r"doubl\w*|two|twice|twofold", r"half|halv\w*"),
        "win and lose": (r"w[io]n\w*|gain\w*|earn\w*|victor\w*|beat\w*|made|make", r"los\w+|miss\w*|wast\w*|defeat\w*"),
        "north and south": (r"north\w*", r"south\w*"),
        "east and west": (r"east\w*", r"west\w*"),
        "inside and outside": (r"in\w*|internal\w*|domestic\w*|home", r"out\w*|ex\w+|foreign\w*|abroad"),
        "before and after": (
            r"before\w*|prior|until|till|ahead|first|by|earlier|ago|previous\w*|pre\w+|past|former\w*|in advance|up to|to|yet",
            r"after\w*|follow\w*|later|since|once|then|post\w*|behind|next|subsequent\w*|when|from|upon|on|having",
        ),
        "buy and sell": (
            r"b[uo]\w+|purchas\w*|acqui\w+|pa[iy]\w*|sho\w+|procur\w*",
            r"s[eo]l[dl]\w*|sale\w*|market\w*|trad\w*",
        ),
        "mother and father": (r"mother\w*|mom\w*|mum\w*|matern\w*|parent\w*", r"father\w*|dad\w*|patern\w*|parent\w*"),
        "sister and brother": (r"sister\w*|sibling\w*|nun\w*", r"brother\w*|sibling\w*|frat\w*"),
        "daughter and son": (r"daughter\w*|girl\w*|child\w*|wom[ae]n|female\w*", r"son\w*|boy\w*|child\w*|young\w*"),
        "woman and man": (
            r"wom[ae]n\w*|female\w*|wi(?:fe|ves)|girl\w*|she|her|lad(?:y|ies)",
            r"m[ae]n\w*|male\w*|people|human\w*|he|his|guy\w*|\w+m[ae]n",
        ),
        "success and failure": (r"succe\w+|hit", r"fail\w*"),
        "accept and refuse": (
            r"accept\w*|agree\w*|approv\w*|adopt\w*|admit\w*",
            r"refus\w*|reject\w*|declin\w*|den\w+",
        ),
        "hot and cold": (r"hot\w*|warm\w*|heat\w*", r"cold\w*|cool\w*|chill\w*"),
        "victory and defeat": (r"victor\w*|w[io]n\w*|defeat\w* of", r"defeat\w*|los\w+"),
        "birth and death": (
            r"born|birth\w*|nati\w+|née?|emerg\w*|ris\w+",
            r"d[iey]\w*|death\w*|kill\w*|murder\w*|fatal\w*",
        ),
        "first and last": (
            r"first\w*|initial\w*|earl\w+|begin\w*|prim\w+|top|lead\w*|one|former",
            r"last\w*|latest|final\w*|recent\w*|past|end\w*|late\w*|previous",
        ),
        "start and end": (
            r"start\w*|beg[aiu]n\w*|open\w*|launch\w*|earl\w+|first|set|onset|kick\w*",
            r"end\w*|finish\w*|final\w*|conclu\w*|last|late|clos\w*|complet\w*|over|order|purpose",
        ),
        "increase and reduce": (
            r"increas\w*|more|grow\w*|enhanc\w*|greater|expan\w*|rais\w*|boost\w*|improv\w*|ris\w*",
            r"reduc\w*|less|cut\w*|decreas\w*|low\w*|diminish\w*|limit\w*|down|small\w*|discount\w*",
        ),
        "easy and difficult": (r"eas\w+|simpl\w+|read\w+|facil\w+", r"diffic\w+|hard\w*|tough\w*|challeng\w*|tric\w+"),
        "possible and impossible": (r"possib\w*|can|could|may|able|might", r"impossib\w*|cannot|unable"),
        "true and false": (r"tru\w+|real\w*|right|indeed", r"fals\w+|wrong\w*|fake\w*|untru\w+"),
        "always and never": (r"always|still|ever|forever|constant\w*|all", r"never|ever"),
        "morning and evening": (r"morning\w*|a\.?m|dawn|early", r"evening\w*|night\w*|p\.?m|late|tonight"),
        "yesterday and tomorrow": (r"yesterday\w*", r"tomorrow\w*|next"),
        "black and white": (r"black\w*|dark\w*|negro", r"white\w*|blank\w*"),
        "rich and poor": (r"rich\w*|wealth\w*|afflu\w*", r"poor\w*|pover\w*|impover\w*"),
        "public and private": (r"publi\w+|state\w*|government\w*", r"priv\w+|depriv\w*"),
        "friend and enemy": (r"friend\w*|all\w+", r"enem\w+|foe\w*|hostil\w*"),
        "at least and at most": (r"least|minimum", r"most|maximum|up to"),
        "doubled and tripled": (r"doubl\w*|two\w*|twice", r"tripl\w*|trebl\w*|three\w*"),
        "green and red": (r"green\w*|ecolog\w*", r"red\w*|blush\w*"),
        "allowed and forbidden": (
            r"allow\w*|permi\w*|authori\w*|may|can|legal",
            r"forb\w+|prohibit\w*|ban\w*|illegal\w*",
        ),
        "full and empty": (r"full\w*|fill\w*|pack\w*", r"empt\w+|vacan\w*"),
    },
    several=r"several|many|numerous|a number of|various|a few|some of the|multiple|a (?:large|great|small) number of",
    one=r"one (?!of|reason|hundred|thousand|million|third|half)|an? (?!lot|number|few|couple|bunch|group|series|variety|"
    r"host|certain|large|great|small|handful|dozen|hundred|thousand|million|billion|majority|range|set|team|crowd|pair|"
    r"third|quarter|half|little|tiny|good|wide|mixed)|a single",
    asks=r"ask\w*|question\w*|wonder\w*|whether|know\w*|if|how|why|what\w*|which|who\w*|where|when",
    # "Who is he", "Why", "How many days are", "Are those who know"; but not "how to", "who they are", "what he is".
    asks_directly=(
        r"(?:what|which|whom?|whose|how|why|where|when)\s+(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|"
        r"should|shall)\s+(?:I|you|he|she|it|we|they)|(?:what|which|how)\s+\w+\s+(?:do|does|did)\s+(?:I|you|he|she|it|we|they)|"
        r"(?<=,\s)(?:what|how|why)\s+(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|should)(?!\s+more)|"
        r"^which|(?:^\W*|(?<=[.:!…]\s)|(?<=[\"“]))"
        r"(?:(?:and|but|so|or|then|yet|because|however),?\s+)?(?:"
        r"(?:whom?|whose|why)|(?:what|how)(?:['’]s|\s+(?:now|next|else|about|come))|"
        r"(?:what|which|how|where|when)(?:\s+(?!to\b|the\b|an?\b|th[aeio]\w+|I\b|you\b|he\b|she\b|it\b|we\b)\w+){0,3}?"
        r"\s+(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|should|shall)|"
        r"(?:is|are|was|were|does|did|will|would|can|could)\s+(?!not\b)\w+|(?:do|have)\s+(?:I|you|we|they))"
    ),
    minus=r"minus|negative|below|sub-?zero",
    down=r"f[ea]ll\w*|drop\w*|declin\w+|down|los[est]\w*|decreas\w+|lower\w*|slip\w*|slid\w*|shed|contract\w+|"
    r"deficit\w*|under|shr[aiu]nk\w*|reduc\w+|less|worse|plung\w+|slump\w*|retreat\w*|off|red",
    she=r"she|hers|herself|her",
    he=r"he|his|himself|him",
    anyone=r"it|its|one|they|their|them|we|who|person|victims?|someone",
    by=r"by|and|or|of|from|with|'s|’s|than|as|for|in|at",
    titles=r"mr|mrs|ms|miss|dr|prof|st|adm|rep|sen|gov|gen|col|sgt|ing|sir|lord|lady|jr|sr|no|inc|ltd|co|i",
)
