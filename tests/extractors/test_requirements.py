"""What is asked of the candidate: under its heading, in prose, and what is only welcome."""

import pytest

from rolegraph import sources
from rolegraph.extractors.requirements import extract, is_preferred
from rolegraph.facts import Requirement
from rolegraph.lexicons.demands import asks, is_advice
from rolegraph.outline import outline

from .outlining import outlined


def asked(html: str) -> list[tuple[str, bool]]:
    of = outline(next(sources.read(html.encode(), "a.html")))
    return [(fact.text, "preferred" in fact.kinds) for fact in extract(of, ()) if isinstance(fact, Requirement)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("You must have a lamp.", True),
        ("You should understand locks.", True),
        ("Candidates are expected to know the tide.", True),
        ("The ideal candidate has deep knowledge of gates.", True),
        ("This role requires a steady hand.", True),
        ("To qualify, you must have kept a gate for a year.", True),
        ("At least 5 years of gate experience.", True),
        # what the role is given, does, or leads to
        ("You have access to a boat.", False),
        ("This role requires travel.", False),
        ("This role requires that porters rest.", False),
        ("The successful candidate will be responsible for keys.", False),
        ("The ideal candidate will be deeply involved in the care of keys.", False),
        ("You will guard the gate.", False),
        # conditions of employment
        ("Applicants must have the right to work in the harbour.", False),
        # questions
        ("Which porter must have a lamp?", False),
    ],
)
def test_asks(sentence: str, expected: bool) -> None:
    assert asks(sentence) is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Show your gates on your resume.", True),
        ("Interested candidates may write.", True),
        ("Please send a letter.", True),
        ("We guard six gates.", True),
        ("This is the perfect opportunity for the successful candidate.", True),
        ("(Click on the link to learn how we read this)", True),
        ("If interested, kindly share your profile.", True),
        ("For a complete list of the knowledge, see the class.", True),
        ("We are looking for patience.", False),
        ("At least 3 years at a gate.", False),
        ("Ability to apply oil.", False),
    ],
)
def test_is_advice(sentence: str, expected: bool) -> None:
    assert is_advice(sentence) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A lamp of your own is a plus", True),
        ("Night work preferred", True),
        ("Preference for knowledge of the tides.", True),
        ("A degree in gates is highly valued", True),
        ("A degree is welcome but not required", True),
        ("Master's degree (MA), Master of Gates or similar preferred", True),
        ("Rope experience desirable", True),
        ("Those with a degree will be given preference", True),
        ("Elections experience preferred;", True),
        ("Knowledge of lamps desired", True),
        ("Experience with oil or wax plus.", True),
        ("Has kept gates for 2 years plus.", False),
        ("Knowledge of knots a huge plus .", True),
        ("Knowledge of three knots (highly preferred)", True),
        ("4+ years of gates with locks of iron preferred", True),
        # half of an item only
        ("Higher education (of a porter is desirable)", False),
        ("Experience with gates, harbour experience preferred", False),
        ("A bachelor's degree in gates, master's degree preferred", False),
        ("Masters degree in gates, locks or keys, PhD is a plus.", False),
        ("Has worked with lamps (experience with wax preferred)", False),
        ("3 years of gates, specific experience with harbour or river gates strongly preferred", False),
        ("5 years of rowing, at sea preferred", False),
        ("Degree required; harbour school preferred", False),
        ("A plus sign on the door", False),
    ],
)
def test_is_preferred(text: str, expected: bool) -> None:
    assert is_preferred(text) is expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        # a list that lost its heading
        (
            "<p>Gates</p><ul><li>Knowledge of gates</li><li>Night skills</li></ul>",
            [("Knowledge of gates", False), ("Night skills", False)],
        ),
        ("<p>Gates</p><ul><li>North gate</li><li>South gate</li></ul>", []),
        # what somebody is or does is not asked for, though it stands among what is
        (
            "<p>You must have a lamp. They craft and evolve patterns for every harbour. You must have keys.</p>",
            [("You must have a lamp.", False), ("You must have keys.", False)],
        ),
        # who is sought says nothing of what they must be
        ("<h2>Gates</h2><p>The harbour is looking for a Night Porter.</p>", []),
        # prose before the first heading and of the role
        ("<p>We guard. You must have a lamp.</p>", [("You must have a lamp.", False)]),
        # prose before a list, its introduction left out
        (
            "<h2>Requirements</h2><p>To qualify, you must have a lamp. That means:</p><ul><li>Oil</li></ul>",
            [("To qualify, you must have a lamp.", False), ("Oil", False)],
        ),
        # advice among lines, but not among list items
        ("<h2>Requirements</h2><p>Lamp</p><p>Oil</p><p>Show it on your resume.</p>", [("Lamp", False), ("Oil", False)]),
        ("<h2>Requirements</h2><ul><li>Please be kind</li></ul>", [("Please be kind", False)]),
        # years of experience are asked for wherever they stand
        (
            "<h2>Responsibilities</h2><ul><li>Row</li><li>2+ years of experience with oars</li></ul>",
            [("2+ years of experience with oars", False)],
        ),
        (
            "<p>A ticket and 5 years of experience at sea. We row.</p>",
            [("A ticket and 5 years of experience at sea.", False)],
        ),
        # ... but not in a questionnaire, whatever headings its questions look like
        (
            "<p>2 years of experience at sea.</p><p>01</p><p>Have you a lamp?</p><p>Yes</p><p>02</p>"
            "<p>What experience do you have with gates?</p><p>3 years of experience</p><p>Required Question</p>",
            [("2 years of experience at sea.", False)],
        ),
        # preferred by heading
        ("<h2>Nice to have</h2><ul><li>Lamp</li></ul>", [("Lamp", True)]),
        ("<h2>Desired porter qualifications</h2><ul><li>Lamp</li></ul>", [("Lamp", True)]),
        (
            "<h2>Requirements</h2><ul><li>Oil</li></ul><p>Very beneficial:</p><ul><li>Lamp</li></ul>",
            [("Oil", False), ("Lamp", True)],
        ),
        # a heading with its abbreviation is a heading
        ("<h2>About you</h2><p>Requirements (RQs)</p><p>Lamp</p><p>Oil</p>", [("Lamp", False), ("Oil", False)]),
        # the notice of an employer below a list is none of it
        (
            "<h2>Requirements</h2><p>Lamp</p><p>Oil</p><p>Gatehouse is an equal opportunity employer.</p>",
            [("Lamp", False), ("Oil", False)],
        ),
    ],
)
def test_requirements(html: str, expected: list[tuple[str, bool]]) -> None:
    assert asked(f"<h1>Porter</h1>{html}") == expected


def test_years_of_a_line_that_leads_to_a_list_count_for_its_first_item() -> None:
    shape = outlined("# Requirements\n3 years of experience with:\n\n- Oars\n- Sails")
    found = [one for one in extract(shape, []) if isinstance(one, Requirement)]
    assert [[str(q.minimum) for q in one.quantities] for one in found] == [["3"], []]


def test_the_title_said_again_is_no_statement() -> None:
    shape = outlined("# Requirements\nMaster of Lamps\nA lamp\nOil", ("title", "Master of Lamps"))
    found = [one.text for one in extract(shape, []) if isinstance(one, Requirement)]
    assert found == ["A lamp", "Oil"]
