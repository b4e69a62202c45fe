"""Sections and sentences: every block of prose is in one section, and sentences end where sentences end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolegraph import sources
from rolegraph.errors import InputError
from rolegraph.outline import Outline, outline


def outline_of(html: str) -> Outline:
    return outline(next(sources.read(html.encode("utf-8", "replace"), "a.html")))


def shape(of: Outline) -> list[tuple[str, str, list[str]]]:
    return [
        (section.kind, of.quote(section.heading) if section.heading else "", [of.quote(b.span) for b in section.blocks])
        for section in of.sections
    ]


@pytest.mark.parametrize(
    ("html", "sections"),
    [
        # a heading by tag
        ("<h2>Requirements</h2><p>Keys</p>", [("requirements", "Requirements", ["Keys"])]),
        # by bold line, by capitals, by colon; the colon is no part of it
        ("<p><b>Requirements</b></p><p>Keys</p>", [("requirements", "Requirements", ["Keys"])]),
        ("<p>REQUIREMENTS</p><p>Keys</p>", [("requirements", "REQUIREMENTS", ["Keys"])]),
        ("<p>Requirements:</p><p>Keys</p>", [("requirements", "Requirements", ["Keys"])]),
        # what is left of a no-break space is no part of a heading's words
        ("<h2>REQUIREMENTÂ Â</h2><p>Keys</p>", [("requirements", "REQUIREMENTÂ Â", ["Keys"])]),
        # a heading of requirements right below one of preferences divides what is preferred
        (
            "<h2>Preferred Qualifications</h2><h2>Education</h2><p>A degree</p><h2>Skills</h2><p>Patience</p>",
            [
                ("preferred", "Preferred Qualifications", []),
                ("preferred", "Education", ["A degree"]),
                ("requirements", "Skills", ["Patience"]),
            ],
        ),
        # what comes before the first heading, and a heading that nobody knows
        ("<p>We guard.</p><h2>Lanterns</h2><p>Oil</p>", [("", "", ["We guard."]), ("other", "Lanterns", ["Oil"])]),
        # a label speaks for its own line, and the section around it goes on
        (
            "<h2>Requirements</h2><p>Keys</p><p>Location: Oslo</p><p>Oil</p>",
            [
                ("requirements", "Requirements", ["Keys"]),
                ("location", "Location", ["Oslo"]),
                ("requirements", "Requirements", ["Oil"]),
            ],
        ),
        # a table of labels and values
        (
            "<table><tr><td>Location</td><td>Oslo</td></tr></table>",
            [("location", "Location", ["Oslo"])],
        ),
        # a heading of lower rank groups: the kind stays
        (
            "<h2>Requirements</h2><h3>Lanterns</h3><p>Oil</p>",
            [("requirements", "Requirements", []), ("requirements", "Lanterns", ["Oil"])],
        ),
        # "https:" is no label, nor is a colon behind a long beginning
        ("<p>https://example.org</p>", [("", "", ["https://example.org"])]),
        # nothing but phrases and the words that go with them, set without mark-up
        (
            "<p>We guard.</p><p>Principal duties and responsibilities</p><p>Guard</p>"
            "<p>Qualifications/Experience</p><p>Keys</p>",
            [
                ("", "", ["We guard."]),
                ("responsibilities", "Principal duties and responsibilities", ["Guard"]),
                ("requirements", "Qualifications/Experience", ["Keys"]),
            ],
        ),
        # a line in capitals that ends the section before it; "Job title" and "Director of Programs" are none
        (
            "<h2>Requirements</h2><p>Keys</p><p>The Opportunity and Key Responsibilities</p><p>Guard</p>",
            [
                ("requirements", "Requirements", ["Keys"]),
                ("responsibilities", "The Opportunity and Key Responsibilities", ["Guard"]),
            ],
        ),
        (
            "<h2>Benefits</h2><p>Gate Director of Programs</p>",
            [("benefits", "Benefits", ["Gate Director of Programs"])],
        ),
        # a heading that begins with a known word and goes on with a name
        (
            "<h2>Benefits</h2><p>Soup</p><h2>About Harbour Gate</h2><p>We guard.</p>",
            [("benefits", "Benefits", ["Soup"]), ("company", "About Harbour Gate", ["We guard."])],
        ),
        # dots and question marks end a heading as a colon does
        (
            "<p>You’d be a great fit if…</p><p>Keys</p><p>Why Harbour Gate?</p><p>Soup</p>",
            [
                ("requirements", "You’d be a great fit if…", ["Keys"]),
                ("company", "Why Harbour Gate?", ["Soup"]),
            ],
        ),
        # "As our porter, you will:" opens duties
        ("<p>As our porter, you will:</p><p>Guard</p>", [("responsibilities", "As our porter, you will", ["Guard"])]),
        # among requirements a line with a colon groups, and opens no section of the same kind
        (
            "<h2>Requirements</h2><p>You have keys to:</p><p>Gates</p>",
            [("requirements", "Requirements", ["You have keys to:", "Gates"])],
        ),
        # an aside is of its own line, and the section around it goes on
        (
            "<h2>Requirements</h2><p>Keys</p><p>Note: oil is given.</p><p>Rope</p>",
            [
                ("requirements", "Requirements", ["Keys"]),
                ("legal", "Note", ["oil is given."]),
                ("requirements", "Requirements", ["Rope"]),
            ],
        ),
        # what looks like a label and is a sentence leads in an item
        (
            "<h2>Required Skills</h2><p>Patience</p><p>Organization: a mind for the order of keys and lamps.</p>",
            [
                (
                    "requirements",
                    "Required Skills",
                    ["Patience", "Organization: a mind for the order of keys and lamps."],
                )
            ],
        ),
        # headings of what class specifications ask for go on with what is preferred, others end it
        (
            "<p>Desirable Qualifications:</p><p>Knowledge of:</p><p>Tides</p><p>Ability to:</p><p>Row</p>"
            "<p>Minimum Qualifications:</p><p>Keys</p>",
            [
                ("preferred", "Desirable Qualifications", []),
                ("preferred", "Knowledge of", ["Tides"]),
                ("preferred", "Ability to", ["Row"]),
                ("requirements", "Minimum Qualifications", ["Keys"]),
            ],
        ),
        # a heading in the form of a question needs no mark
        (
            "<h2>Duties</h2><p>Guard</p><p>What we are expecting from you (all of it)</p><p>Keys</p>",
            [
                ("responsibilities", "Duties", ["Guard"]),
                ("requirements", "What we are expecting from you (all of it)", ["Keys"]),
            ],
        ),
        # ... and says what is asked for where it speaks of who does well
        (
            "<p>You’re most likely to succeed in this role if you:</p><p>Row</p>",
            [("requirements", "You’re most likely to succeed in this role if you", ["Row"])],
        ),
        # "How many" asks the applicant
        (
            "<h2>Duties</h2><p>Guard</p><p>How many years of experience have you?</p>",
            [("responsibilities", "Duties", ["Guard", "How many years of experience have you?"])],
        ),
        # a list of one matter ends where the last sentence of a paragraph announces another
        (
            "<h2>Benefits</h2><p>Oil</p><p>The watch is kept by six porters and three dogs of the harbour, by day and"
            " by night. Additional responsibilities include:</p><p>Guarding</p>",
            [
                (
                    "benefits",
                    "Benefits",
                    [
                        "Oil",
                        "The watch is kept by six porters and three dogs of the harbour, by day and by night.",
                    ],
                ),
                ("responsibilities", "Additional responsibilities include", ["Guarding"]),
            ],
        ),
        # what is said of a list in brackets is none of its heading
        (
            "<p>EXAMPLES OF DUTIES (The following is illustrative, and not restrictive as to what else may be asked of"
            " a porter.)</p><p>Guard</p>",
            [
                (
                    "responsibilities",
                    "EXAMPLES OF DUTIES (The following is illustrative, and not restrictive as to what else may be"
                    " asked of a porter.)",
                    ["Guard"],
                )
            ],
        ),
        # who has areas of responsibility is told of, and nobody's duties follow
        (
            "<p>Gates.</p><p>The harbour office has three areas of responsibility:</p><p>Locks</p>",
            [("", "", ["Gates.", "The harbour office has three areas of responsibility:", "Locks"])],
        ),
        # requirements that are preferred
        (
            "<h2>Preferred Porter Qualifications</h2><p>Oil</p>",
            [("preferred", "Preferred Porter Qualifications", ["Oil"])],
        ),
        (
            "<h2>Required and Preferred Qualifications</h2><p>Oil</p>",
            [("requirements", "Required and Preferred Qualifications", ["Oil"])],
        ),
        # a heading that runs on is told by what stands before its colon
        (
            f"<h3>Key objective 2: {'keep the gate shut in any weather, ' * 4}and smile</h3><p>Guard</p>",
            [
                (
                    "responsibilities",
                    f"Key objective 2: {'keep the gate shut in any weather, ' * 4}and smile",
                    ["Guard"],
                )
            ],
        ),
        # the last sentence of a paragraph announces a list
        (
            f"<h2>Job summary</h2><p>{'The gate is old. ' * 6}You will have access to many benefits, including:</p>"
            "<ul><li>Soup</li></ul>",
            [
                ("role", "Job summary", []),
                ("benefits", f"{'The gate is old. ' * 6}You will have access to many benefits, including", ["Soup"]),
            ],
        ),
        # what is paid is an aside among demands, unless it is a list of its own of what is offered
        (
            "<p>Requirements:</p><p>Oil</p><p>Compensation:</p><p>Good pay</p><p>Soup</p><p>A bunk</p>",
            [("requirements", "Requirements", ["Oil"]), ("benefits", "Compensation", ["Good pay", "Soup", "A bunk"])],
        ),
        (
            "<p>Requirements:</p><p>Oil</p><p>Compensation:</p><p>9 pounds a week</p><p>Rope</p>",
            [
                ("requirements", "Requirements", ["Oil"]),
                ("compensation", "Compensation", ["9 pounds a week"]),
                ("requirements", "Requirements", ["Rope"]),
            ],
        ),
        # a label inside a list of requirements is one of them
        (
            "<h2>Requirements</h2><ul><li>Education: a degree</li></ul>",
            [("requirements", "Requirements", ["Education: a degree"])],
        ),
    ],
)
def test_sections(html: str, sections: list[tuple[str, str, list[str]]]) -> None:
    assert shape(outline_of(html)) == sections


@pytest.mark.parametrize(
    ("line", "sentences"),
    [
        ("Guard it. Lock it! Why?", ["Guard it.", "Lock it!", "Why?"]),
        # abbreviations, initials, decimals and addresses end none
        (
            "Reports to the Sr. Director (CAO), U.S. Division. Apply.",
            ["Reports to the Sr. Director (CAO), U.S. Division.", "Apply."],
        ),
        ("Ask J. Doe of Gate Inc. Today it is 3.5 m.", ["Ask J. Doe of Gate Inc. Today it is 3.5 m."]),
        ("See example.org. Then call.", ["See example.org.", "Then call."]),
        # a missing space, closing quotation marks, an item without a full stop
        ("Guard gates.Lock them.", ["Guard gates.", "Lock them."]),
        ("“Guard it.” Then go.", ["“Guard it.”", "Then go."]),
        ("Guard the gate", ["Guard the gate"]),
        # capitals of other alphabets
        ("Bewacht es. Öffnet es.", ["Bewacht es.", "Öffnet es."]),
    ],
)
def test_sentences(line: str, sentences: list[str]) -> None:
    of = outline_of(f"<p>{line}</p>")
    [(_, block)] = of.blocks()
    assert [of.quote(span) for span in of.sentences(block)] == sentences


@pytest.mark.parametrize(
    ("stems", "found"),
    [
        (["gate"], ["Guard the gate.", "Gates"]),
        # a stem that two sentences hold, and one that a sentence holds twice
        (["gate", "guard"], ["Guard the gate.", "Gates"]),
        (["lamp"], []),
        (["requirements"], ["Requirements"]),
    ],
)
def test_passages_with(stems: list[str], found: list[str]) -> None:
    of = outline_of("<p>Guard the gate. Then rest.</p><h2>Requirements</h2><p>Gates</p>")
    assert [of.quote(passage.span) for passage in of.passages_with(stems)] == found


def test_lower_keeps_offsets() -> None:
    of = outline_of("<p>İSTANBUL Gate</p>")
    assert of.lower.index("gate") == of.text.index("Gate")
    assert len(of.lower) == len(of.text)


_LINES = st.sampled_from(
    [
        "<h1>Porter</h1>",
        "<h2>Requirements</h2>",
        "<h4>Lanterns</h4>",
        "<p>Location: Oslo</p>",
        "<p>About us: we guard.</p>",
        "<p><b>What you do</b></p>",
        "<p>You will:</p>",
        "<ul><li>Guard. Lock.</li><li>Benefits: none</li></ul>",
        "<table><tr><td>Salary</td><td>5</td></tr><tr><td>x</td></tr></table>",
        "<p>Gate</p>",
    ]
)


@given(st.lists(st.one_of(_LINES, st.text(max_size=20).map("<p>{}</p>".format)), min_size=1, max_size=8))
def test_every_word_is_in_one_section(lines: list[str]) -> None:
    try:
        of = outline_of("".join(lines))
    except InputError:
        return
    spans = sorted(
        span
        for section in of.sections
        for span in ([section.heading] if section.heading else []) + [b.span for b in section.blocks]
    )
    # a heading that goes on after a label stands in both sections
    covered = "".join(of.quote(span) for span in dict.fromkeys(spans))
    words = "".join(of.quote(block.span) for block in of.posting.blocks if block.kind != "field")
    assert set(covered) <= set(words)
    for block in of.posting.blocks:
        inside = [span for span in spans if block.span.start <= span.start and span.end <= block.span.end]
        assert inside, of.quote(block.span)
    for passage in of.passages():
        quote = of.quote(passage.span)
        assert quote == quote.strip() != ""
