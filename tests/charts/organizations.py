"""Invented organizations in the shape that `structure` gives a reporting graph, for the tests and for looking at."""

from __future__ import annotations

import random
from collections.abc import Iterable

import networkx

Graph = networkx.DiGraph


def post(graph: networkx.DiGraph[str], key: str, label: str, level: str = "", **more: object) -> str:
    """Add a post and return its IRI."""
    iri = f"https://example.org/{key}"
    data = {
        "label": label,
        "kind": "post",
        "organization": "Halvorsen Tidewater",
        "unit": "",
        "seniority": [level] if level else [],
        "locations": [],
        "advertised": True,
        "titles": [label],
        **more,
    }
    graph.add_node(iri, **data)
    return iri


def line(graph: networkx.DiGraph[str], low: str, high: str, kind: str = "solid-line", quote: str = "") -> None:
    """Add a reporting line from `low` to `high`."""
    graph.add_edge(
        low,
        high,
        kinds=[kind],
        confidence=0.9,
        quotes=[quote or f"reports to the {graph.nodes[high]['label']}"],
        hierarchy=kind not in {"dotted-line", "functional-line"},
    )


def five() -> networkx.DiGraph[str]:
    """Five posts of a small bakery."""
    graph: networkx.DiGraph[str] = networkx.DiGraph()
    more = {"organization": "Brotzeit Bakery", "locations": ["Bamberg"]}
    head = post(graph, "owner", "Owner and Master Baker", "chief", **more)
    for key, label, level in (
        ("shop", "Shop Manager", "manager"),
        ("night", "Head of Night Baking", "lead"),
        ("books", "Bookkeeper", "mid"),
        ("van", "Delivery Driver", "entry"),
    ):
        line(graph, post(graph, key, label, level, **more), head)
    return graph


def tidewater() -> networkx.DiGraph[str]:
    """A port operator with dotted lines, two managers for one post, and superiors that no posting describes."""
    graph: networkx.DiGraph[str] = networkx.DiGraph()
    ceo = post(graph, "ceo", "Chief Executive Officer", "chief", advertised=False)
    board = post(graph, "board", "Board of Directors", kind="organization", advertised=False, organization="")
    line(graph, ceo, board)
    tops = {}
    for key, label, level, unit, place, known in (
        ("coo", "Chief Operating Officer", "chief", "Operations", "Bergen", False),
        ("cfo", "Chief Financial Officer", "chief", "Finance", "Bergen", False),
        ("vp-green", "Vice President, Energy Transition", "vice-president", "Energy Transition", "Rotterdam", True),
        ("vp-people", "Senior Vice President, People and Culture", "senior-vice-president", "People", "Bergen", True),
    ):
        tops[key] = post(graph, key, label, level, unit=unit, locations=[place], advertised=known)
        line(graph, tops[key], ceo)
    for boss, key, label, level, unit, places in (
        ("coo", "dir-term", "Director, Container Terminals", "director", "Operations", ["Rotterdam", "Gdańsk"]),
        ("dir-term", "ops-lead", "Senior Shift Operations Lead", "lead", "Operations", ["Gdańsk"]),
        ("dir-term", "crane", "Crane Automation Engineer", "senior", "Operations", ["Rotterdam"]),
        ("dir-term", "yard", "Yard Planner", "mid", "Operations", ["Rotterdam"]),
        ("coo", "dir-pilot", "Director, Pilotage and Marine Safety", "director", "Operations", ["Bergen"]),
        ("dir-pilot", "vts", "Vessel Traffic Supervisor", "manager", "Operations", ["Bergen"]),
        ("dir-pilot", "pilot", "Harbour Pilot", "senior", "Operations", ["Bergen", "Stavanger", "Ålesund", "Molde"]),
        ("cfo", "control", "Head of Financial Planning & Analysis", "director", "Finance", ["Bergen"]),
        ("control", "analyst", "Senior Financial Analyst", "senior", "Finance", ["Bergen"]),
        ("control", "tax", "Tax Specialist", "mid", "Finance", ["Rotterdam"]),
        ("vp-green", "shore", "Shore Power Programme Manager", "manager", "Energy Transition", ["Rotterdam"]),
        ("vp-green", "ammonia", "Principal Engineer, Ammonia Bunkering", "lead", "Energy Transition", ["Rotterdam"]),
        ("vp-people", "talent", "Talent Acquisition Partner", "mid", "People", ["Remote"]),
        ("vp-people", "learn", "Learning Designer", "mid", "People", ["Bergen"]),
    ):
        tops[key] = post(graph, key, label, level, unit=unit, locations=places)
        line(graph, tops[key], tops[boss])
    line(graph, tops["crane"], tops["vp-green"], "dotted-line")
    line(graph, tops["shore"], tops["dir-term"], "functional-line")
    line(graph, tops["analyst"], tops["vp-people"], "joint-line")
    return graph


def waterways() -> networkx.DiGraph[str]:
    """A canal authority as a table of posts gives it: grades, shares of posts, vacancies, a superior without a row."""
    graph: networkx.DiGraph[str] = networkx.DiGraph()
    for key, boss, label, grade, unit, more in (
        ("1", "", "Chief Navigator", "Grade A", "Office of the Navigator", {}),
        ("2", "1", "Director of Locks and Weirs", "Grade B", "Locks and Weirs", {}),
        ("3", "1", "Director of Water Levels", "Grade B", "Water Levels", {"vacant": True}),
        ("4", "1", "Director of Towpaths and Visitors", "Grade B", "Towpaths", {}),
        ("5", "2", "Lock Engineer, Northern Flight", "Grade C", "Locks and Weirs", {}),
        ("6", "2", "Lock Engineer, Southern Flight", "Grade C", "Locks and Weirs", {"vacant": True, "fte": "0.5"}),
        ("7", "2", "Weir Inspector", "Grade D", "Locks and Weirs", {"fte": "0.8"}),
        ("8", "3", "Hydrologist", "Grade C", "Water Levels", {}),
        ("9", "3", "Gauge Technician", "Grade D", "Water Levels", {}),
        ("10", "4", "Ranger, Upper Towpath", "Grade D", "Towpaths", {"fte": "0.6"}),
        ("11", "4", "Events and Education Officer", "Grade D", "Towpaths", {}),
        ("12", "board", "Secretary to the Board", "Grade C", "", {}),
    ):
        shared = {"organization": "Quillwater Canals", "unit": unit, "grade": grade, "identifier": key}
        iri = post(graph, key, label, **shared, **more)
        if boss == "board":
            boss = post(graph, boss, "Board of Conservators", organization="Quillwater Canals", advertised=False)
            line(graph, "https://example.org/1", boss)
            line(graph, iri, boss)
        elif boss:
            line(graph, iri, f"https://example.org/{boss}")
    line(graph, "https://example.org/7", "https://example.org/3", "dotted-line")
    return graph


_TRADES = ("Harbour", "Grid", "Ferry", "Forestry", "Tunnel", "Archive", "Signal", "Water", "Cheese", "Glass")
_WORK = ("Planning", "Safety", "Procurement", "Maintenance", "Analytics", "Training", "Compliance", "Design")
_LEVELS = (
    ("chief", "Chief {} Officer"),
    ("vice-president", "Vice President, {}"),
    ("senior-director", "Senior Director, {} and Standards"),
    ("director", "Director, {}"),
    ("manager", "{} Manager"),
    ("senior", "Senior {} Specialist"),
    ("mid", "{} Coordinator"),
)


def made(count: int, *, seed: int = 7, organization: str = "Nordlicht Works", spread: int = 6) -> networkx.DiGraph[str]:
    """An organization of `count` posts with titles and places made up, the same for the same arguments."""
    dice = random.Random(seed)
    graph: networkx.DiGraph[str] = networkx.DiGraph()
    depth = [0]
    for number in range(count):
        boss = max(0, (number - 1) // spread - dice.randrange(3)) if number else 0
        if number:
            depth.append(min(depth[boss] + 1, len(_LEVELS) - 1))
        level, pattern = _LEVELS[depth[number]]
        label = pattern.format(f"{dice.choice(_TRADES)} {dice.choice(_WORK)}") if number else "Chief Executive Officer"
        iri = post(
            graph,
            f"{seed}-{number}",
            label,
            level,
            organization=organization,
            unit=dice.choice(_WORK),
            locations=[dice.choice(("Oslo", "Turin", "Leipzig", "Porto", "Gent"))],
            advertised=dice.random() > 0.12,
        )
        if number:
            line(graph, iri, f"https://example.org/{seed}-{boss}")
    return graph


def two_roots() -> networkx.DiGraph[str]:
    """Two organizations, and posts without any line in each."""
    graph = networkx.compose(
        made(14, seed=3, organization="Vesper Cheese Union"), made(11, seed=4, organization="Lux Glass")
    )
    for number, label in enumerate(("Night Porter", "Archivist (part time)", "Apprentice Glass Blower")):
        post(graph, f"lone{number}", label, organization=("Lux Glass", "Vesper Cheese Union")[number % 2])
    return graph


def cycle(length: int = 3) -> networkx.DiGraph[str]:
    """Posts that report to each other in a ring, with one subordinate."""
    graph: networkx.DiGraph[str] = networkx.DiGraph()
    ring = [post(graph, f"ring{n}", f"Coordinator {n + 1}", organization="Ring Works") for n in range(length)]
    for low, high in zip(ring, [*ring[1:], ring[0]], strict=True):
        line(graph, low, high)
    line(graph, post(graph, "assistant", "Assistant to Coordinator 1", organization="Ring Works"), ring[0])
    return graph


def titled(titles: Iterable[str]) -> networkx.DiGraph[str]:
    """One superior, and a post for each title."""
    graph: networkx.DiGraph[str] = networkx.DiGraph()
    head = post(graph, "head", "Head of Titles", "director", organization="Titles & Sons")
    for number, title in enumerate(titles):
        line(
            graph, post(graph, f"title{number}", title, "mid", organization=title, locations=[title]), head, quote=title
        )
    return graph


HARD_TITLES = (
    "Sachbearbeiter/in Donaudampfschifffahrtsgesellschaftskapitänsversorgung (m/w/d)",
    "Senior Principal Distinguished Director of the Interdepartmental Working Group on the Harmonisation of Regional"
    " Standards for the Procurement, Maintenance and Eventual Decommissioning of Navigational Aids, Northern Division",
    "営業統括本部国際戦略室長（東アジア担当）",
    "مدير المبيعات الإقليمي (VP) للشرق الأوسط وشمال أفريقيا",
    "מנהל מוצר בכיר",
    "수석 소프트웨어 엔지니어",
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script> & “quotes” \"double\" 'single'",
    "Ingénieur·e 👩‍🚀 Zürich — São Paulo",
    "वरिष्ठ प्रबंधक",
    "W" * 90,
)


def random_graph(nodes: int, edges: Iterable[tuple[int, int, str]]) -> networkx.DiGraph[str]:
    """A graph of `nodes` posts with any edges at all: several superiors, cycles, self-reports."""
    graph: networkx.DiGraph[str] = networkx.DiGraph()
    iris = [
        post(
            graph,
            f"n{n:03}",
            f"Post {n} " + "of the long name " * (n % 4),
            organization="ABC"[n % 3],
            advertised=n % 5 > 0,
        )
        for n in range(nodes)
    ]
    for low, high, kind in edges:
        line(graph, iris[low % nodes], iris[high % nodes], kind)
    return graph
