"""JUnit XML, as Jenkins, GitLab and others read it: a suite a file, a case for each unit with findings."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence

from toolkit.checks import severity_of
from toolkit.formats.xml_text import clean_xml_text
from toolkit.reports.findings.registry import FoundUnit, Summary


def make(found: Sequence[FoundUnit], summary: Summary) -> bytes:
    """Units without findings are counted, and have no element."""
    failed = sum(bool(one.findings) for one in found)
    root = ET.Element("testsuites", name="bitext check", tests=str(summary.units.total()), failures=str(failed))
    for path, units in summary.units.items():
        own = [one for one in found if one.path == path and one.findings]
        suite = ET.SubElement(
            root, "testsuite", name=path, tests=str(units), failures=str(len(own)), errors="0", skipped="0"
        )
        for one in own:
            case = ET.SubElement(suite, "testcase", classname=path, name=clean_xml_text(f"unit {one.unit.id}"))
            if one.unit.line:
                case.set("file", path)
                case.set("line", str(one.unit.line))
            for finding in one.findings:
                failure = ET.SubElement(case, "failure", type=f"{severity_of(finding)}: {finding.check}")
                failure.set("message", clean_xml_text(finding.reason))
                failure.text = clean_xml_text(f"{one.unit.source}\n{one.unit.target}")
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"
