"""What the holder does: lists under their heading, lists that lost it, and the duty sentences of prose."""

import pytest

from rolegraph import sources
from rolegraph.extractors.responsibilities import extract
from rolegraph.facts import Responsibility
from rolegraph.lexicons.duties import defines, is_duty
from rolegraph.outline import outline


def duties(html: str) -> list[str]:
    of = outline(next(sources.read(html.encode(), "a.html")))
    return [fact.text for fact in extract(of, ()) if isinstance(fact, Responsibility)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # the reader, after whatever leads in
        ("You will guard the gate.", True),
        ("In this role, you’ll open and close the gate.", True),
        ("This is a post in which you will train porters.", True),
        ("You will also be responsible for the keys.", True),
        ("You will need to mend the lock.", True),
        ("You'll be leading the night watch.", True),
        # what the reader gets, is or needs is none
        ("You will be paid each week.", False),
        ("You will have a lamp of your own.", False),
        ("You will need a lamp.", False),
        ("You will report to the head porter.", False),
        ("You will share an office with two cats.", False),
        # whom one works with, unless it says what for
        ("You will work with pilots and cooks.", False),
        ("You will work with pilots to keep the channel clear.", True),
        # the role and the person in it, by article and role noun or a word for the post
        ("The head porter supervises the night watch.", True),
        ("The acting Director of Harbour Gates leads six porters.", True),
        ("This position is primarily responsible for the keys.", True),
        ("The employee in this class has primary responsibility for keys.", True),
        ("He/she coordinates the watch.", True),
        ("The porter reports to the warden, and is responsible for the keys.", True),
        ("As head porter, you will train others.", True),
        ("The Head Porter (HP) has the overall responsibility for the keys.", True),
        ("The porter will be primarily involved in the care of lamps.", True),
        ("This position of Night Porter is to support the warden.", True),
        ("Incumbents perform a variety of work at the gate.", True),
        ("Employees in this class receive supervision.", False),
        # a line of reporting alone, and somebody else's doings
        ("The porter reports to the warden.", False),
        ("The activities of the porter will cover two gates.", False),
        ("We manage six gates.", False),
        ("Our porters manage six gates.", False),
        ("The harbour will open a gate.", False),
        # duties that are named so
        ("Your primary role will be to keep the gate shut.", True),
        ("Responsibilities also include the lamps.", True),
        # questions and introductions
        ("Will you guard the gate?", False),
        ("You will guard the following:", False),
        # too long to be one sentence
        ("You will guard " + "the gate " * 200, False),
    ],
)
def test_is_duty(sentence: str, expected: bool) -> None:
    assert is_duty(sentence) is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # how government defines its classes of posts
        ("Under general supervision, plans the night watch.", True),
        ("Under general supervision performs complex work at the gate.", True),
        ("Under administrative direction to assist with the watch; to perform other work.", True),
        ("Under the direction of the warden, is responsible for the keys.", True),
        ("Under the direction of the warden, we grow.", False),
        ("To plan and direct the watch, and to train porters.", True),
        # what an applicant is told to do
        ("To apply, write to the warden.", False),
        ("To perform this job, an individual must be able to row.", False),
        ("To place a posting, write to us.", False),
    ],
)
def test_defines(sentence: str, expected: bool) -> None:
    assert defines(sentence) is expected


_WATCH = [
    "Plan the watch of the gate. Train porters for it.",
    "Manage the keys, and keep a list of them.",
    "Oversee the lamps. Direct their cleaning. Report what is broken.",
    "Develop the rules of the harbour.",
    "Prepare reports for the board.",
]

_CLASS = [
    "Manages the lamps of the gate, of the yard and of the harbour by night",
    "Assists the warden in the care of the keys of iron and of wood",
    "Prepares the reports that the board of the harbour asks for each month",
    "Trains new porters in the care of locks, lamps and dogs of any size",
    "Directs the boats that come in at night to the pier that is free",
    "Plans the watch of each night of the week and of holidays, and keeps a list",
    "Oversees the oil, the wicks and the glass that the lamps of the harbour need",
    "Reviews what the porters of the night before wrote in the book of the gate",
]

_LIST = "<ul><li>Manage the gate</li><li>Train porters</li><li>Lamps</li></ul>"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        # a list under an unknown heading, and one of other things
        (f"<h2>Gates</h2>{_LIST}", ["Manage the gate", "Train porters", "Lamps"]),
        ("<h2>Gates</h2><ul><li>North gate</li><li>South gate</li></ul>", []),
        # what is asked for is no duty, even where it begins like one
        ("<h2>Gates</h2><ul><li>Train staff: ability to teach</li><li>Lead with experience</li></ul>", []),
        # lines without bullets before the first heading
        (
            "<p>Manage the gate by night</p><p>Train new porters</p><p>Maintain the lamps of the harbour</p>",
            ["Manage the gate by night", "Train new porters", "Maintain the lamps of the harbour"],
        ),
        # prose beside a list under its heading
        (
            "<h2>Duties</h2><p>We are old. The porter leads us.</p><ul><li>Keys</li></ul>",
            ["The porter leads us.", "Keys"],
        ),
        # prose of the company, then of the role
        ("<h2>About us</h2><p>We manage gates. You will guard one.</p>", ["You will guard one."]),
        # what a team does is no duty, though it stands among duties
        (
            "<p>You will guard the gate. The harbour team builds and maintains the lamps. You will train porters.</p>",
            ["You will guard the gate.", "You will train porters."],
        ),
        # advice and praise under a heading of duties
        (
            "<h2>Duties</h2><p>Maintain the gate and train new porters. Please send your CV. We love gates.</p>",
            ["Maintain the gate and train new porters."],
        ),
        # who is sought, and whom the role reports to, are no duties
        ("<p>We are looking for a porter. The porter reports to the warden.</p>", []),
        # benefits and what the company does are none, whatever their heading
        ("<h2>Benefits</h2><p>You will enjoy paid leave and health insurance.</p>", []),
        # duties that stand in a section of something else, where they are many
        (
            "<h2>Benefits</h2><p>Paid holidays</p><p>Health insurance</p><p>Essential function 1</p>"
            "<p>Supervises and trains the staff of the gate.</p><p>Manages the budget of the office.</p>",
            ["Supervises and trains the staff of the gate.", "Manages the budget of the office."],
        ),
        # paragraphs that all begin with a verb are a list, also below other things and where some are of many sentences
        (f"<h2>Gates</h2><p>Gulls.</p>{''.join(f'<p>{line}</p>' for line in _WATCH)}", _WATCH),
        # captions of some words, and headlines, are none of such a list
        (
            "<h2>Duties</h2>"
            + "".join(
                f"<p>{line}</p>" for line in ("Lamps and oil", _CLASS[0], "Assistant to the Warden", *_CLASS[1:])
            ),
            _CLASS,
        ),
        # a heading that was run into the paragraph
        (
            "<p>The house is old. Responsibilities: Maintain the lamps. Manage the keys.</p>",
            ["Maintain the lamps.", "Manage the keys."],
        ),
        # the same words once
        ("<h2>Duties</h2><ul><li>Keys</li></ul><h2>Tasks</h2><ul><li>Keys</li></ul>", ["Keys"]),
    ],
)
def test_responsibilities(html: str, expected: list[str]) -> None:
    assert duties(f"<h1>Porter</h1>{html}") == expected
