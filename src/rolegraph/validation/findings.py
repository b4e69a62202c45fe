"""What validation finds: one `Finding` for each thing to mend, in a `Report` that sorts, counts and writes them.

Terms are kept in their N-Triples spelling, texts as they are. The report speaks the vocabulary of SHACL 1.0, section
3.6 (https://www.w3.org/TR/shacl/#validation-report), whichever engine or program found a thing.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from rolegraph.validation.paths import Path, path_triples, spell_path
from rolegraph.validation.spelling import shorten, show, turtle
from rolegraph.vocabulary import DCTERMS, OA, PREFIXES, PROV, RDF, Quad, literal, local_name, value


class SH:
    """Terms of a SHACL validation report."""

    Info: Final = f"<{PREFIXES['sh']}Info>"
    ValidationReport: Final = f"<{PREFIXES['sh']}ValidationReport>"
    ValidationResult: Final = f"<{PREFIXES['sh']}ValidationResult>"
    Violation: Final = f"<{PREFIXES['sh']}Violation>"
    Warning: Final = f"<{PREFIXES['sh']}Warning>"
    conforms: Final = f"<{PREFIXES['sh']}conforms>"
    focusNode: Final = f"<{PREFIXES['sh']}focusNode>"  # noqa: N815
    result: Final = f"<{PREFIXES['sh']}result>"
    resultMessage: Final = f"<{PREFIXES['sh']}resultMessage>"  # noqa: N815
    resultPath: Final = f"<{PREFIXES['sh']}resultPath>"  # noqa: N815
    resultSeverity: Final = f"<{PREFIXES['sh']}resultSeverity>"  # noqa: N815
    sourceConstraintComponent: Final = f"<{PREFIXES['sh']}sourceConstraintComponent>"  # noqa: N815
    sourceShape: Final = f"<{PREFIXES['sh']}sourceShape>"  # noqa: N815
    value: Final = f"<{PREFIXES['sh']}value>"


# a severity of somebody's own is as bad as a violation, since nobody said that it is not
_RANKS: Final = {SH.Violation: 0, SH.Warning: 2, SH.Info: 3}
_OWN_SEVERITY: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to mend.

    Args:
        severity: The term of `sh:Violation`, `sh:Warning`, `sh:Info` or of a severity of the shapes' own.
        focus: The term of the node that the finding is about.
        path: The property path that leads from the node to what is wrong; "" where the node itself is.
        value: The term that is wrong; "" where something is missing.
        messages: What to do, as literal terms, sorted; a shape may say it in several languages.
        shape: The term of the shape that was broken.
        component: The term of the kind of constraint that was broken.
        posting: The term of the posting that states the fact, "" if unknown.
        source: The file or URL that the posting was read from, "" if unknown.
        quote: The words of the posting behind the fact, "" if unknown.
    """

    severity: str
    focus: str
    path: Path = ""
    value: str = ""
    messages: tuple[str, ...] = ()
    shape: str
    component: str
    posting: str = ""
    source: str = ""
    quote: str = ""

    @property
    def message(self) -> str:
        """What to do, as plain text; a message for each language, parted by blanks."""
        return " ".join(value(message) for message in self.messages)

    @property
    def rank(self) -> int:
        """How bad it is: 0 for a violation, more for what is less bad."""
        return _RANKS.get(self.severity, _OWN_SEVERITY)

    def sort_key(self) -> tuple[int | str, ...]:
        """Return what orders findings: how bad, then posting, node, path, shape, component, value and message."""
        path = spell_path(self.path)
        return (self.rank, self.posting, self.focus, path, self.shape, self.component, self.value, *self.messages)


@dataclass(frozen=True)
class Report:
    """All findings about one graph.

    Args:
        findings: The findings, worst first; `Report.of` sorts them.
        left_out: Findings that are counted but not written; `limited` chooses them.

    Example:
        >>> Report.of([]).conforms
        True
    """

    findings: tuple[Finding, ...]
    left_out: tuple[Finding, ...] = ()

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> "Report":
        """Make a report of findings in any order; SHACL counts a result that two shapes share twice, and so do we."""
        return cls(tuple(sorted(findings, key=Finding.sort_key)))

    def limited(self, most: int) -> "Report":
        """Return the report with at most so many findings of each shape, the worst first; the others are counted.

        Example:
            >>> Report.of([]).limited(3).left_out
            ()
        """
        seen: Counter[str] = Counter()
        kept: list[Finding] = []
        others: list[Finding] = []
        for finding in self.findings:
            seen[finding.shape] += 1
            (kept if seen[finding.shape] <= most else others).append(finding)
        return Report(tuple(kept), (*self.left_out, *others))

    @property
    def conforms(self) -> bool:
        """True where nothing is a violation; warnings and infos are allowed."""
        return not self.fails(SH.Violation)

    def fails(self, severity: str) -> bool:
        """Say whether anything found is at least as bad as `severity`.

        Args:
            severity: The term of `sh:Violation`, `sh:Warning` or `sh:Info`.

        Returns:
            True where at least one finding is. With `sh:Info` this is the opposite of W3C's `sh:conforms`.

        Example:
            >>> Report.of([]).fails(SH.Info)
            False
        """
        limit = max(_RANKS.get(severity, _OWN_SEVERITY), _OWN_SEVERITY)
        return any(finding.rank <= limit for finding in (*self.findings, *self.left_out))

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many findings there are of each severity, by its local name, the three of SHACL always and first."""
        counted = Counter(local_name(finding.severity) for finding in (*self.findings, *self.left_out))
        return {"Violation": 0, "Warning": 0, "Info": 0} | dict(sorted(counted.items()))

    def to_text(self, *, grouped: bool = False) -> str:
        """Write the report for readers.

        Args:
            grouped: Whether what breaks one shape stands together under one heading.

        Returns:
            For each finding the source, the severity, the node, the path, what to do, the wrong value and the quote;
            then a line with the counts. Whatever a terminal would obey is escaped, whatever is long is cut.

        Example:
            >>> print(Report.of([]).to_text())
            conforms: 0 violations, 0 warnings, 0 infos
        """
        write = _grouped_lines if grouped else _plain_lines
        more = Counter(finding.shape for finding in self.left_out)
        lines = [*write(self.findings), *(f"{n} more of {show(shorten(shape))}" for shape, n in sorted(more.items()))]
        counted = ", ".join(f"{n} {name.lower()}{'' if n == 1 else 's'}" for name, n in self.counts.items())
        return "\n".join([*lines, f"{'conforms' if self.conforms else 'does not conform'}: {counted}"])

    def to_json(self) -> str:
        """Write the report as JSON.

        Returns:
            An object with `conforms` (no violation), `counts`, and `findings`: objects whose `severity` is a local
            name, `focus`, `posting`, `shape`, `component` bare IRIs, `path` in SPARQL's syntax, `value` an N-Triples
            term, and `message`, `source`, `quote` plain texts; what is unknown is "". Where findings are left out,
            `left_out` is their number.

        Example:
            >>> Report.of([]).to_json()
            '{"conforms": true, "counts": {"Violation": 0, "Warning": 0, "Info": 0}, "findings": []}'
        """
        findings = [_json_object(finding) for finding in self.findings]
        report = {"conforms": self.conforms, "counts": self.counts, "findings": findings}
        if self.left_out:
            report["left_out"] = len(self.left_out)
        return json.dumps(report, ensure_ascii=False)

    def to_graph(self) -> list[Quad]:
        """Write the report in the SHACL report vocabulary.

        Beside SHACL's own properties a result carries `prov:wasQuotedFrom` (the posting), `dcterms:source` and
        `oa:exact` (the quote) where they are known. `sh:conforms` is W3C's: false as soon as anything was found.

        Returns:
            Quads of the default graph, sorted.

        Example:
            >>> [(value(p), value(o)) for _, p, o, _ in Report.of([]).to_graph()][1]
            ('http://www.w3.org/ns/shacl#conforms', 'true')
        """
        report, boolean = "_:rolegraph-report", f"<{PREFIXES['xsd']}boolean>"
        triples = {
            (report, RDF.type, SH.ValidationReport),
            (report, SH.conforms, literal("false" if self.findings or self.left_out else "true", boolean)),
        }
        for number, finding in enumerate(self.findings, 1):
            node = f"{report}-{number:07}"
            triples.add((report, SH.result, node))
            triples.update(_result_triples(finding, node))
        return sorted((s, p, o, "") for s, p, o in triples)

    def to_turtle(self) -> str:
        """Write the report in the SHACL report vocabulary, as Turtle.

        Returns:
            The graph of `to_graph`, with the prefixes it uses.

        Example:
            >>> print(Report.of([]).to_turtle().splitlines()[-2])
            _:rolegraph-report rdf:type sh:ValidationReport ;
        """
        return turtle(self.to_graph())

    def to_sarif(self) -> str:
        """Write the report as SARIF 2.1.0, for code hosts.

        Example:
            >>> json.loads(Report.of([]).to_sarif())["version"]
            '2.1.0'
        """
        from rolegraph.validation.sarif import to_sarif

        return to_sarif(self.findings)

    def to_junit(self, severity: str = SH.Violation) -> str:
        """Write the report as JUnit XML, for CI systems: a test for each posting with findings.

        Args:
            severity: How bad a finding must be to fail its test: the term of `sh:Violation`, `sh:Warning`, `sh:Info`.

        Example:
            >>> Report.of([]).to_junit().splitlines()[1]
            '<testsuite name="rolegraph validate" tests="1" failures="0" errors="0" skipped="0">'
        """
        from rolegraph.validation.junit import to_junit

        lines = ["\n".join(_text_lines(finding)) for finding in self.findings]
        return to_junit(self.findings, lines, max(_RANKS.get(severity, _OWN_SEVERITY), _OWN_SEVERITY))


def _plain_lines(findings: Iterable[Finding]) -> Iterator[str]:
    return (line for finding in findings for line in _text_lines(finding))


def _grouped_lines(findings: Iterable[Finding]) -> Iterator[str]:
    groups: dict[tuple[int, str, str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.rank, finding.severity, finding.shape, finding.message), []).append(finding)
    for (_, severity, shape, message), group in groups.items():
        yield f"{local_name(severity)}: {show(shorten(shape))}, {len(group)} finding{'' if len(group) == 1 else 's'}"
        yield f"  {show(message, 500)}"
        for finding in group:
            yield f"  {_where(finding)}: {_about(finding)}"
            yield from (f"  {line}" for line in _detail_lines(finding))


def _where(finding: Finding) -> str:
    return show(finding.source or value(finding.posting or '""')) or "(no posting)"


def _about(finding: Finding) -> str:
    return show(" ".join(filter(None, [shorten(finding.focus), spell_path(finding.path, shorten)])))


def _text_lines(finding: Finding) -> Iterator[str]:
    yield f"{_where(finding)}: {local_name(finding.severity)}: {_about(finding)}"
    yield f"  {show(finding.message, 500)}"
    yield from _detail_lines(finding)


def _detail_lines(finding: Finding) -> Iterator[str]:
    if finding.value and finding.value != finding.focus:
        yield f"  value: {show(shorten(finding.value))}"
    if finding.quote:
        yield f"  quote: {show(finding.quote)}"


def _json_object(finding: Finding) -> dict[str, str]:
    return {
        "severity": local_name(finding.severity),
        "source": finding.source,
        "posting": value(finding.posting) if finding.posting else "",
        "focus": value(finding.focus),
        "path": spell_path(finding.path),
        "value": finding.value,
        "message": finding.message,
        "quote": finding.quote,
        "shape": value(finding.shape),
        "component": value(finding.component),
    }


def _result_triples(finding: Finding, node: str) -> Iterator[tuple[str, str, str]]:
    yield (node, RDF.type, SH.ValidationResult)
    yield (node, SH.resultSeverity, finding.severity)
    yield (node, SH.focusNode, finding.focus)
    yield (node, SH.sourceShape, finding.shape)
    yield (node, SH.sourceConstraintComponent, finding.component)
    for message in finding.messages:
        yield (node, SH.resultMessage, message)
    if finding.value:
        yield (node, SH.value, finding.value)
    if finding.path:
        path, triples = path_triples(finding.path, f"{node}-path")
        yield (node, SH.resultPath, path)
        yield from triples
    if finding.posting:
        yield (node, PROV.wasQuotedFrom, finding.posting)
    if finding.source:
        yield (node, DCTERMS.source, literal(finding.source))
    if finding.quote:
        yield (node, OA.exact, literal(finding.quote))
