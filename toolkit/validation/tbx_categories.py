"""Data categories of TBX: which element holds each, and the values of those with a closed list.

The names are those of ISO 30042:2008 (annex A) and of the modules of ISO 30042:2019, which keep them.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.validation.engine import Node

Told = Iterator[tuple[str, Node, str]]

#: Data categories by the element whose ``type`` names them.
CATEGORIES: dict[str, frozenset[str]] = {
    "admin": frozenset(
        "annotatedNote applicationSubset businessUnitSubset conceptOrigin customerSubset databaseType domainExpert "
        "elementWorkingStatus entrySource environmentSubset indexHeading keyword originatingDatabase "
        "originatingInstitution originatingPerson productSubset projectSubset searchTerm securitySubset sortKey "
        "source sourceIdentifier subsetOwner".split()
    ),
    "adminNote": frozenset("noteSource sourceType".split()),
    "descrip": frozenset(
        "antonymConcept associatedConcept audio broaderConceptGeneric broaderConceptPartitive characteristic "
        "classificationCode conceptPosition context coordinateConceptGeneric coordinateConceptPartitive definition "
        "example explanation figure otherBinaryData quantity range relatedConcept relatedConceptBroader "
        "relatedConceptNarrower reliabilityCode sampleSentence sequentiallyRelatedConcept spatiallyRelatedConcept "
        "subjectField subordinateConceptGeneric subordinateConceptPartitive superordinateConceptGeneric "
        "superordinateConceptPartitive table temporallyRelatedConcept thesaurusDescriptor unit video".split()
    ),
    "descripNote": frozenset("contextType definitionType".split()),
    "ref": frozenset("crossReference see relatedTerm".split()),
    "termNote": frozenset(
        "abbreviatedFormFor administrativeStatus animacy antonymTerm directionality etymology falseFriend frequency "
        "geographicalUsage grammaticalGender grammaticalNumber grammaticalValency homograph languagePlanningQualifier "
        "language-planningQualifier lionHotkey normativeAuthorization partOfSpeech processStatus pronunciation "
        "proprietaryRestriction register shortFormFor temporalQualifier termLocation termProvenance termStructure "
        "termType timeRestriction transferComment usageNote".split()
    ),
    "transac": frozenset({"transactionType"}),
    "transacNote": frozenset("responsibility usageCount".split()),
    "xref": frozenset("corpusTrace externalCrossReference xAudio xGraphic xMathML xSource xVideo".split()),
}
_HOLDER = {category: element for element, categories in CATEGORIES.items() for category in categories}
#: Categories of a termNote whose target is a term or a concept of the file.
LINKS = frozenset("abbreviatedFormFor antonymTerm falseFriend homograph shortFormFor transferComment".split())
_STATUS = frozenset(
    "preferredTerm-admn-sts admittedTerm-admn-sts deprecatedTerm-admn-sts supersededTerm-admn-sts".split()
)
#: Closed lists of the basic dialect.
PICKLISTS: dict[str, frozenset[str]] = {
    "administrativeStatus": _STATUS,
    "partOfSpeech": frozenset("noun verb adjective adverb properNoun other".split()),
    "termType": frozenset("fullForm acronym abbreviation shortForm variant phrase".split()),
    "termLocation": frozenset(
        "checkBox comboBox comboBoxElement dialogBox groupBox informativeMessage interactiveMessage menuItem "
        "progressBar pushButton radioButton slider spinBox tab tableText textBox toolTip user-definedType".split()
    ),
    "grammaticalGender": frozenset("masculine feminine neuter other otherGender".split()),
    "animacy": frozenset("animate inanimate otherAnimacy".split()),
    "contextType": frozenset(
        "definingContext explanatoryContext associativeContext linguisticContext metalinguisticContext "
        "translatedContext".split()
    ),
    "definitionType": frozenset(
        "intensionalDefinition extensionalDefinition partitiveDefinition translatedDefinition".split()
    ),
    "directionality": frozenset("monodirectional bidirectional incommensurate undetermined".split()),
    "elementWorkingStatus": frozenset(
        "starterElement workingElement consolidatedElement archiveElement importedElement exportedElement".split()
    ),
    "frequency": frozenset("commonlyUsed infrequentlyUsed rarelyUsed".split()),
    "grammaticalNumber": frozenset("singular plural dual mass otherNumber".split()),
    "processStatus": frozenset("unprocessed provisionallyProcessed finalized".split()),
    "proprietaryRestriction": frozenset("trademark serviceMark tradeName".split()),
    "reliabilityCode": frozenset(map(str, range(1, 11))),
    "securitySubset": frozenset("public confidential".split()),
    "temporalQualifier": frozenset("archaicTerm outdatedTerm obsoleteTerm".split()),
    "termProvenance": frozenset("transdisciplinaryBorrowing translingualBorrowing loanTranslation neologism".split()),
}
#: What the lists have besides in the larger dialects.
MORE: dict[str, frozenset[str]] = {
    "administrativeStatus": frozenset("legalTerm-admn-sts regulatedTerm-admn-sts standardizedTerm-admn-sts".split()),
    "termType": frozenset(
        "clippedTerm commonName entryTerm equation formula initialism internationalism internationalScientificTerm "
        "logicalExpression partNumber phraseologicalUnit transcribedForm transliteratedForm shortcut sku standardText "
        "string symbol synonym synonymousPhrase".split()
    ),
}
_BASIC = frozenset({"TBX-Basic", "TBX-Min", "TBX-Core"})
_KNOWN = _BASIC | {"TBX", "TBX-Default", "TBX-Linguist", "TBX-Master"}
_MODULES = "http://www.tbxinfo.net/ns/"


def value_rules(category: str, node: Node, dialect: str) -> Told:
    """The value of a data category with a closed list.

    Args:
        category: name of it.
        node: the element.
        dialect: ``type`` of the root element; those beyond the basic one have longer lists.
    """
    known = PICKLISTS.get(category)
    value = node.text.strip()
    if known and dialect not in _BASIC:
        known |= MORE.get(category, frozenset())
    if known and value and value not in known:
        yield "picklist", node, f"{category} '{value}'; known are {', '.join(sorted(known))}"


def category_rules(node: Node, dialect: str, spaces: tuple[str, ...]) -> Told:
    """Whether the data category of an element is one of TBX, and of that element.

    Dialects of one's own have categories of their own, as have namespaces of one's own.

    Args:
        node: the element.
        dialect: ``type`` of the root element.
        spaces: namespaces of the core.
    """
    if dialect not in _KNOWN:
        return
    if node.space not in spaces:
        if node.space.startswith(_MODULES) and node.name not in _HOLDER:
            yield "category", node, f"<{node.name}> is no data category of '{node.space}'"
        return
    known = CATEGORIES.get(node.name)
    kind = node.attributes.get("type", "")
    if known is None or not kind or kind in known or kind.startswith("x-"):
        return
    holder = _HOLDER.get(kind)
    what = f"{kind} is a <{holder}>" if holder else f"known are {', '.join(sorted(known))}"
    yield "category", node, f"type='{kind}' of <{node.name}>; {what}"


def reference_rules(node: Node) -> Told:
    """What a ref and an xref lead to."""
    target = node.attributes.get("target")
    if node.name == "ref" and not target and node.attributes.get("type") in CATEGORIES["ref"]:
        yield "reference", node, f"a <ref type='{node.attributes['type']}'> without target"
    elif node.name == "xref" and target is not None:
        if target.startswith("#"):
            yield "reference", node, f"target='{target}' of <xref>, a place in the file; that is a <ref>"
        elif not target or len(target.split()) != 1:
            yield "reference", node, f"target='{target}' of <xref>; an address without spaces is wanted"
