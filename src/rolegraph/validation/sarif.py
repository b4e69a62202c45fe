"""A report as SARIF 2.1.0, which code hosts show beside the files that a finding is about.

The format is OASIS's (https://docs.oasis-open.org/sarif/sarif/v2.1.0/). A rule is a shape, a result a finding; its
place is the posting's source, its fingerprint what was found where, so that a host knows it again.
"""

import hashlib
import json
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote, urlsplit

from rolegraph.validation.findings import SH, Finding
from rolegraph.validation.paths import spell_path
from rolegraph.validation.spelling import shorten
from rolegraph.vocabulary import value

_LEVELS: Final = {SH.Violation: "error", SH.Warning: "warning", SH.Info: "note"}


def to_sarif(findings: Sequence[Finding]) -> str:
    """Write findings as SARIF.

    Args:
        findings: The findings, in the order of the report.

    Returns:
        A SARIF log with one run, as JSON.

    Example:
        >>> json.loads(to_sarif([]))["runs"][0]["results"]
        []
    """
    rules = list(dict.fromkeys(finding.shape for finding in findings))
    driver = {
        "name": "rolegraph",
        "informationUri": "https://w3id.org/rolegraph",
        "rules": [{"id": _name(shape)} for shape in rules],
    }
    results = [_result(finding, rules.index(finding.shape)) for finding in findings]
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
    return json.dumps(log, ensure_ascii=False)


def _name(term: str) -> str:
    return shorten(term).strip("<>")


def _result(finding: Finding, rule: int) -> dict[str, Any]:
    about = [shorten(finding.focus), spell_path(finding.path, shorten), shorten(finding.value) if finding.value else ""]
    said = {"path": about[1], "value": finding.value, "quote": finding.quote, "component": value(finding.component)}
    result: dict[str, Any] = {
        "ruleId": _name(finding.shape),
        "ruleIndex": rule,
        "level": _LEVELS.get(finding.severity, "error"),
        "message": {"text": finding.message or "Mend this by the shape that it breaks."},
        "partialFingerprints": {"rolegraph/v1": _fingerprint(finding)},
        "properties": {name: text for name, text in said.items() if text},
    }
    location: dict[str, Any] = {"logicalLocations": [{"fullyQualifiedName": " ".join(filter(None, about[:2]))}]}
    if finding.source:
        location["physicalLocation"] = {"artifactLocation": {"uri": _uri(finding.source)}}
    return result | {"locations": [location]}


def _uri(source: str) -> str:
    """Return a URI reference: a URL as it is, a path with what a URI may not hold escaped."""
    safe = "/:?#[]@!$&'()*+,;=%~" if urlsplit(source).scheme in ("http", "https") else "/~"
    return quote(source, safe=safe, errors="replace")


def _fingerprint(finding: Finding) -> str:
    parts = (finding.shape, finding.component, finding.focus, spell_path(finding.path), finding.value)
    return hashlib.sha256("\n".join(parts).encode(errors="replace")).hexdigest()[:32]
