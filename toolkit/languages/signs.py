"""Signs, and what a translation may have in their place: other signs, or words of some languages."""

from __future__ import annotations

import re

#: By sign, pattern of what may stand for it.
STAND_FOR = {
    sign: re.compile(pattern, re.IGNORECASE)
    for sign, pattern in {
        "&": r"\b(?:and|et|und|y|e|en|i|och|og)\b",
        "+": r"\b(?:and|plus|et|und|más|più|mais)\b",
        "=": r"\b(?:equals?|is|égale?|est|gleich|ist)\b",
        "@": r"\b(?:at|chez|à)\b",
        "/": r"/|\b(?:or|per|a|an|ou|par|oder|pro)\b",
        "%": r"%|per ?cent|pour ?cent|prozent",
        "#": r"#|\b(?:number|no|numéro|nummer)\b",
        "×": r"[x*×]|\btimes\b|\bfois\b|\bby\b|\bsur\b|\bpar\b",
        "÷": r"[/÷:]|divi",
        "±": r"\+ ?/ ?[-–−]|±|plus",
        "≥": r">=|≥|>|least|moins|more|plus",
        "≤": r"<=|≤|<|most|plus|less|moins",
        "≈": r"[~≈∼]|about|env|approx",
        "→": r"[→⇒>›»]|->",
        "←": r"[←⇐<‹«]|<-",
        "⇒": r"[→⇒>]|=>",
        "©": r"©|\(c\)|copyright|droits",
        "®": r"®|\(r\)",
        "™": r"™|\(tm\)|\btm\b|\bmc\b",
        "°": r"[°º˚℃℉]|degr|\bno\b|number|numéro|th\b|st\b|nd\b|rd\b|#|n\.|№",
    }.items()
}
