"""A report as JUnit XML, which every CI system shows as tests: one for each posting, failed where something is wrong.

The form is that of Apache Ant's `junit` task as Jenkins and others read it. What is no failure (a finding less bad than
the limit) stands in the output of its test.
"""

from collections.abc import Sequence
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from rolegraph.validation.findings import Finding
from rolegraph.vocabulary import UNWRITABLE, local_name, value


def to_junit(findings: Sequence[Finding], lines: Sequence[str], worst: int) -> str:
    r"""Write findings as JUnit XML.

    Args:
        findings: The findings.
        lines: What the text report says of each.
        worst: The rank up to which a finding fails its test.

    Returns:
        XML: a suite with a test for each source of findings, or a single passed test where there is none.

    Example:
        >>> print(to_junit([], [], 1))
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuite name="rolegraph validate" tests="1" failures="0" errors="0" skipped="0">
        <testcase classname="rolegraph.validate" name="all postings"/>
        </testsuite>
    """
    pairs = sorted(zip(findings, lines, strict=True), key=lambda pair: _where(pair[0]))
    cases = [
        _case(where, [(finding.rank <= worst, finding, line) for finding, line in group])
        for where, group in groupby(pairs, key=lambda pair: _where(pair[0]))
    ]
    failed = sum("<failure" in case for case in cases)
    cases = cases or ['<testcase classname="rolegraph.validate" name="all postings"/>']
    head = f'tests="{len(cases)}" failures="{failed}" errors="0" skipped="0"'
    body = "\n".join(cases)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuite name="rolegraph validate" {head}>\n{body}\n</testsuite>'


def _where(finding: Finding) -> str:
    return finding.source or (value(finding.posting) if finding.posting else "") or "(no posting)"


def _case(where: str, findings: list[tuple[bool, Finding, str]]) -> str:
    # JUnit allows one failure a test: the first names the kind, the text tells all
    failed = [(finding, line) for fails, finding, line in findings if fails]
    others = [line for fails, _, line in findings if not fails]
    inside = ""
    if failed:
        kind, text = local_name(failed[0][0].severity), "\n".join(line for _, line in failed)
        message = f"{len(failed)} to mend: {failed[0][0].message}"
        inside += f"<failure type={_attribute(kind)} message={_attribute(message)}>{_text(text)}</failure>"
    if others:
        inside += f"<system-out>{_text(chr(10).join(others))}</system-out>"
    return f'<testcase classname="rolegraph.validate" name={_attribute(where)}>{inside}</testcase>'


def _text(text: str) -> str:
    return escape(UNWRITABLE.sub("\ufffd", text))


def _attribute(text: str) -> str:
    return quoteattr(UNWRITABLE.sub("\ufffd", text))
