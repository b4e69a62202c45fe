"""Who holds the posts of a table is not told: in no quad, no text, no quote, no IRI, no message, no format."""

import subprocess
import sys
from pathlib import Path

import pytest

import rolegraph
from rolegraph.exports import FORMATS
from rolegraph.structure import analyze

# parts of names and addresses that occur nowhere else
SECRETS = ("quillfeather", "marshwiggle", "zedmore", "@x.example", "555-0199")

ADA, BO, CY = "Ada Quillfeather", "Bo Marshwiggle", "Cy Zedmore"
HOLDERS = {
    "names in columns of their own": (
        "id,title,organization,manager_id,Name,Email,Phone,Notes\n"
        f"1,Chief,Crumb,,{ADA},ada@x.example,555-0199,{ADA} is back\n"
        f"2,Cook,Crumb,1,{BO},bo@x.example,555-0199,for Quillfeather\n"
        f"3,Waiter,Crumb,9,{CY},cy@x.example,555-0199,\n"
    ),
    "first and last names": (
        "ID,First Name,Last Name,Boss ID,Title\n1,Ada,Quillfeather,,Chief\n2,Bo,Marshwiggle,1,Cook\n"
    ),
    "names as ids": f"Name,Manager,Tooltip\n{ADA},,x\n{BO},{ADA},x\n{CY},Nn Zedmore,x\n",
    "names as ids, and titles": f"name,title,manager\n{ADA},Chief,\n{BO},Cook,{ADA}\n",
    "addresses as ids": (
        "Email,Title,Supervisor Email\nada@x.example,Chief,\nbo@x.example,Cook,ADA@X.example\n"
        "cy@x.example,Cook,no@x.example\n"
    ),
    "addresses called ids": "id,title,manager_id\nada@x.example,Chief,\nbo@x.example,Cook,ada@x.example\n",
    "one address among ids": (
        "id,title,manager_id\n1,Chief,\n2,Cook,1\n3,Cook,1\nbo@x.example,Cook,1\n4,Cook,cy@x.example\n"
    ),
    "managers by name": f"id,title,name,manager\n1,Chief,{ADA},\n2,Cook,{BO},{ADA}\n",
    "managers by name, none of them listed": f"id,title,manager_name\n1,Chief,{ADA}\n2,Cook,{BO}\n",
    "managers by one name each": "id,title,manager\n1,Chief,Quillfeather\n2,Cook,Marshwiggle\n3,Cook,1\n",
    "names among dotted ids": f"id,title,manager_id,dotted_ids\n1,Chief,,\n2,Cook,1,{ADA};1\n3,Cook,1,bo@x.example\n",
    "two names on one post": f"id,title,manager_id,name,fte\n1,Chief,,{ADA},0.5\n1,Chief,,{BO},0.5\n",
    "names called ids by the user": f"Employee,Title,Boss\n{ADA},Chief,\n{BO},Cook,{ADA}\n",
    "a name told to be unknown": f"id,title,manager_id,person\n1,Chief,,N/D\n2,Cook,1,{CY}\n",
}
MAPS = {"names called ids by the user": {"id": "Employee", "manager": "Boss"}}


@pytest.mark.parametrize("kind", HOLDERS)
def test_no_name_leaks(kind: str) -> None:
    built = rolegraph.build(HOLDERS[kind].encode(), map=MAPS.get(kind, {}))
    told = "\n".join(
        [*(str(problem) for roster in built.rosters for problem in roster.problems), *map(" ".join, built.quads)]
    )
    told += "".join(
        repr((post.label, post.identifier, post.persons)) for roster in built.rosters for post in roster.posts
    )
    told += "".join(roster.text for roster in built.rosters) + analyze(built.quads).to_text()
    assert [secret for secret in SECRETS if secret in told.casefold()] == []
    assert built.validate().conforms


@pytest.mark.parametrize("format", FORMATS)
def test_no_format_tells_a_name(format: str, tmp_path: Path) -> None:
    for table in ("names in columns of their own", "managers by name", "addresses as ids"):
        built = rolegraph.build(HOLDERS[table].encode())
        built.save(tmp_path / "out", format=format)
        written = [path for path in (tmp_path / "out", *tmp_path.rglob("*")) if path.is_file()]
        told = b"".join(path.read_bytes() for path in written).lower()
        assert [secret for secret in SECRETS if secret.encode() in told] == []


def test_names_are_kept_when_asked() -> None:
    built = rolegraph.build(HOLDERS["names in columns of their own"].encode(), keep_names=True)
    query = "SELECT ?title ?name { ?post skos:prefLabel ?title ; org:heldBy/foaf:name ?name } ORDER BY ?title"
    assert built.query(query).values() == [  # type: ignore[union-attr]
        *[("Chief", "Ada Quillfeather"), ("Cook", "Bo Marshwiggle"), ("Waiter", "Cy Zedmore")]
    ]
    # notes and telephones are nobody's field
    assert "555-0199" not in built.rosters[0].text
    assert "is back" not in built.rosters[0].text
    assert built.validate().conforms


@pytest.mark.parametrize("name", ["Vacant", "VACANT", "N/D", "n/a", "Eliminated", "withheld", ""])
def test_what_is_no_name_is_kept_as_none(name: str) -> None:
    built = rolegraph.build(f"id,title,manager_id,name\n1,Chief,,{name}\n".encode(), keep_names=True)
    assert built.query("ASK { ?post org:heldBy ?person }").value is False  # type: ignore[union-attr]


def test_the_command_tells_no_name_either(tmp_path: Path) -> None:
    table = tmp_path / "posts.csv"
    for text in HOLDERS.values():
        table.write_text(text)
        for command in (
            ["build", "--verbose"],
            ["explain"],
            ["analyze"],
            ["validate", "--verbose"],
            ["chart", "--format", "html"],
        ):
            done = subprocess.run(
                [sys.executable, "-m", "rolegraph", command[0], str(table), *command[1:]],
                capture_output=True,
                check=False,
            )
            said = (done.stdout + done.stderr).decode().casefold()
            assert [secret for secret in SECRETS if secret in said] == [], (command, text)
            assert "traceback" not in said
            assert done.returncode in (0, 1, 2, 3), said
