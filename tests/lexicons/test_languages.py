"""The language of a text by its stop words."""

import pytest

from rolegraph.lexicons.languages import language_of, plainly_english


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("You will mend the nets of our fleet, and work with the crew on the quay.", "en"),
        ("Sie flicken die Netze unserer Flotte und arbeiten mit der Mannschaft auf dem Kai.", "de"),
        ("Vous réparez les filets de la flotte et travaillez avec les équipes sur le quai.", "fr"),
        ("Repararás las redes de la flota y trabajarás con el equipo en el muelle del puerto.", "es"),
        ("Vai reparar as redes da frota e trabalhar com a equipa no cais do porto.", "pt"),
        ("Vous travaillez avec Python, SQL, Terraform et Airflow dans les équipes de la maison.", "fr"),
        ("Python, SQL, Docker, Kubernetes", ""),  # terms of no language
        ("Your tasks", ""),  # too short to tell
        ("", ""),
    ],
)  # fmt: skip
def test_language(text: str, language: str) -> None:
    assert language_of(text).language == language


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("the nets and the ropes and the sails of the crew and the captain", True),
        ("the nets and the ropes and the sails und der rest und der hafen", False),  # bilingual
        ("nets, ropes, sails", False),  # too little to be sure
    ],
)
def test_plainly_english(text: str, plain: bool) -> None:
    assert plainly_english(text) is plain
