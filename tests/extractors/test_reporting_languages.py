"""Whom a role reports to in German, French, Spanish and Portuguese."""

import pytest

from .test_reporting import superiors

# Each row: the text, the superiors; every text holds a common word of its language, by which lists are chosen.
GERMAN = [
    ("Hafen und Meer. Sie berichten direkt an die Leitung des Hafenamtes.", ["Leitung des Hafenamtes"]),
    ("In dieser Rolle berichtest du an unsere Leiterin Personal und Recht.", ["Leiterin Personal und Recht"]),
    ("Hafen und Meer. In dieser Funktion berichten Sie an den Leiter Kundendienst.", ["Leiter Kundendienst"]),
    ("Du berichtest direkt an den Geschäftsführer und planst Fahrten.", ["Geschäftsführer"]),
    ("Die Stelle berichtet an die Bereichsleitung Fähren und ist unbefristet.", ["Bereichsleitung Fähren"]),
    ("Die Position ist dem Bereichsleiter Hochbau direkt unterstellt und unbefristet.", ["Bereichsleiter Hochbau"]),
    ("Sie sind direkt der Heimleitung unterstellt und führen ein Team.", ["Heimleitung"]),
    ("Sie sind der Geschäftsführung direkt unterstellt und planen Fahrten.", ["Geschäftsführung"]),
    ("Du arbeitest am Pier und berichtest an unsere Head of Marketing.", ["Head of Marketing"]),
    ("Du arbeitest am Pier und berichtest direkt an unseren CFO.", ["CFO"]),
    (
        "Sie berichten disziplinarisch an den Werkleiter und fachlich an den Leiter Qualität.",
        ["Werkleiter", "Leiter Qualität"],
    ),
    ("Hafen und Meer. Berichtet an: Leiter Hafenbetrieb", ["Leiter Hafenbetrieb"]),
    ("Hafen und Meer. Sie berichten an die kaufmännische Leitung.", ["kaufmännische Leitung"]),
    ("Hafen und Meer. Direkter Vorgesetzter: Leiter Hafenbetrieb", ["Leiter Hafenbetrieb"]),
    ("Sie arbeiten unter der Leitung der Projektleiterin und planen Fahrten.", ["Projektleiterin"]),
    ("Die Stelle ist direkt an den Vorstand und dessen Büro angebunden; Sie berichten an den Vorstand.", ["Vorstand"]),
    ("Ihr direkter Vorgesetzter ist der Leiter Technik und Hafen.", ["Leiter Technik und Hafen"]),
    ("Sie werden direkt an unsere Teamleiterin berichten und Fahrten planen.", ["Teamleiterin"]),
    (
        "Sie berichten dabei direkt an den Chief Operating Officer (COO) und planen Fahrten.",
        ["Chief Operating Officer"],
    ),
    ("Die neu geschaffene Position berichtet an die Geschaeftsfuehrung und ist unbefristet.", ["Geschaeftsfuehrung"]),
    ("Als Teil des Teams und mit Berichtslinie an die Abteilungsleitung planen Sie Fahrten.", ["Abteilungsleitung"]),
    ("Der Night Ferry Planner berichtet an den Leiter Technik und plant Fahrten.", ["Leiter Technik"]),
]

FRENCH = [
    ("Rattaché au Directeur général, vous pilotez la finance de la maison.", ["Directeur général"]),
    ("Rattaché(e) à la Directrice Qualité de la maison, vous pilotez les audits.", ["Directrice Qualité de la maison"]),
    ("Rattachée hiérarchiquement à la Directrice Qualité, vous êtes en charge de tout.", ["Directrice Qualité"]),
    ("Rattaché.e directement au responsable technique, vous assurez le suivi de la flotte.", ["responsable technique"]),
    ("Rattaché·e au Head of Product, vous travaillez au sein de la flotte.", ["Head of Product"]),
    ("Le port de Porto. Vous serez rattaché au responsable de secteur.", ["responsable de secteur"]),
    ("Le port de Porto. Tu seras rattachée à notre Directrice Marketing.", ["Directrice Marketing"]),
    (
        "Placé sous la responsabilité hiérarchique du chef de la division data, vous triez.",
        ["chef de la division data"],
    ),
    ("Sous la responsabilité du Chef de Port, vous assurez la sécurité.", ["Chef de Port"]),
    ("Sous la responsabilité directe de la Responsable Comptable, vous tenez les livres.", ["Responsable Comptable"]),
    ("Sous l’autorité du directeur général adjoint, vous êtes chargé de la flotte.", ["directeur général adjoint"]),
    ("Sous la direction du Directeur des Ventes, vous vendez de tout.", ["Directeur des Ventes"]),
    ("Sous la supervision de la cheffe de service, vous triez.", ["cheffe de service"]),
    ("Le port de Porto. Vous reportez directement au Directeur des Opérations.", ["Directeur des Opérations"]),
    (
        "Vous rendez compte au Directeur des Opérations et travaillez au sein de la flotte.",
        ["Directeur des Opérations"],
    ),
    ("Le port de Porto. Ce poste relève de la Direction financière.", ["Direction financière"]),
    ("Le port de Porto. Vous êtes rattaché à la Direction des Achats.", ["Direction des Achats"]),
    ("Le port de Porto. Il/elle est rattaché(e) au DAF.", ["DAF"]),
    ("Le port de Porto. Responsable hiérarchique : Directeur des Ventes", ["Directeur des Ventes"]),
    ("Le port de Porto. Rattachement hiérarchique : Responsable Logistique", ["Responsable Logistique"]),
    ("Le port de Porto. Sous la responsabilité d'un chef d'équipe, vous triez.", ["chef d'équipe"]),
    (
        "Rattaché hiérarchiquement au Directeur Technique et fonctionnellement au DAF, vous pilotez de tout.",
        ["Directeur Technique", "DAF"],
    ),
    (
        "Rattaché à la direction de l’action sociale et de la petite enfance.",
        ["direction de l’action sociale et de la petite enfance"],
    ),
    ("Le poste est directement rattaché au Président de la maison.", ["Président de la maison"]),
]

SPANISH = [
    ("Reportando al Director Comercial, gestionarás la cartera de la zona.", ["Director Comercial"]),
    ("El muelle de Porto. Reportarás directamente a la Directora de Operaciones.", ["Directora de Operaciones"]),
    ("El muelle de Porto. El puesto reporta al gerente general.", ["gerente general"]),
    ("El puesto reporta a la Gerencia de Operaciones de la casa.", ["Gerencia de Operaciones de la casa"]),
    ("En dependencia del Jefe de Contabilidad, llevará los libros de la casa.", ["Jefe de Contabilidad"]),
    ("En dependencia directa de la Dirección Financiera, llevará los libros de la casa.", ["Dirección Financiera"]),
    ("Dependerás directamente de la Responsable de Recursos Humanos.", ["Responsable de Recursos Humanos"]),
    ("El muelle de Porto. Dependiendo del Director de Planta, planificarás la flota.", ["Director de Planta"]),
    ("Bajo la supervisión del jefe de muelle, planificará la flota de la casa.", ["jefe de muelle"]),
    ("Bajo la dirección de la Coordinadora de Proyectos, planificará la flota.", ["Coordinadora de Proyectos"]),
    ("El muelle de Porto. Reporta a: Jefe de Muelle", ["Jefe de Muelle"]),
    ("El muelle de Porto. Jefe inmediato: Gerente de Flota", ["Gerente de Flota"]),
    ("El muelle de Porto. Depende de: Director General", ["Director General"]),
    ("El muelle de Porto. Te reportarás al Head of Sales.", ["Head of Sales"]),
    ("El muelle de Porto. La persona seleccionada reportará al CEO.", ["CEO"]),
    ("El muelle de Porto, reportando directamente a la Dirección de Desarrollo.", ["Dirección de Desarrollo"]),
    ("El muelle de Porto. Reportará al/la Director/a de Personas.", ["Director/a de Personas"]),
]

PORTUGUESE = [
    ("O cais de Porto. Reporta-se ao Gerente de Tecnologia da Informação.", ["Gerente de Tecnologia da Informação"]),
    ("O cais de Porto. Reportando à Diretora Financeira, vai planear a frota.", ["Diretora Financeira"]),
    ("O cais de Porto. A posição reporta diretamente ao gerente geral.", ["gerente geral"]),
    ("O cais de Porto. Você reportará ao Head de Marketing.", ["Head de Marketing"]),
    ("Sob a supervisão da Coordenadora Administrativa, vai planear a frota de Porto.", ["Coordenadora Administrativa"]),
    ("Sob a orientação do Diretor de Operações, vai planear a frota de Porto.", ["Diretor de Operações"]),
    ("Sob supervisão direta do encarregado de obra, vai planear a frota de Porto.", ["encarregado de obra"]),
    ("O cais de Porto. O cargo está subordinado ao Diretor Técnico.", ["Diretor Técnico"]),
    ("O cais de Porto. Responde diretamente à Gerência de Operações.", ["Gerência de Operações"]),
    ("O cais de Porto. Superior hierárquico: Diretor Técnico", ["Diretor Técnico"]),
    ("O cais de Porto. Reporta a: Gerente de Frota", ["Gerente de Frota"]),
    ("O cais de Porto. Reporte direto ao CEO.", ["CEO"]),
    ("O cais de Porto. O Night Ferry Planner reportará ao coordenador de TI e apoiará a frota.", ["coordenador de TI"]),
]

TRAPS = [
    "In unserem Daily und Weekly berichtest du, was du am Tag zuvor gebaut hast.",  # no superior
    "Sie erstellen Berichte und berichten an Behörden über den Hafen.",  # documents, outsiders
    "Wir berichten an die Hafenbehörde und an den Bund.",  # the company
    "Unser Team berichtet an den Leiter Technik und sucht Verstärkung.",  # a team
    "Sie führen ein Team; die Teamleiter berichten an Sie und an den Vorstand.",  # the other direction
    "Die Ihnen unterstellten Teamleiter und Planer führen Sie.",
    "Sie berichten an Ihre Führungskraft und planen Fahrten.",  # anybody's
    "Vous reportez les anomalies de la flotte au responsable.",  # things
    "Vous rendez compte de votre activité et de vos résultats.",
    "Le chef de quai encadre une équipe de marins sous sa responsabilité.",  # down
    "Notre équipe est rattachée au Directeur des Ventes de la maison.",  # a team
    "Vous êtes sous la responsabilité de votre manager.",  # anybody's
    "Reportar incidencias al jefe de turno de la casa.",  # things
    "Elaborar y reportar avances de la obra a la alta dirección.",
    "El equipo reporta al Director de Operaciones de la casa.",  # a team
    "Bajo la supervisión de su jefe, planificará la flota de la casa.",
    "Elaborar relatórios de gestão e reportar resultados ao gerente.",
    "A equipa reporta ao Diretor de Operações da casa e de Porto.",  # a team
    "Sob a supervisão de seu gestor, vai planear a frota.",
]


@pytest.mark.parametrize(("text", "expected"), [*GERMAN, *FRENCH, *SPANISH, *PORTUGUESE])
def test_superior_is_found(text: str, expected: list[str]) -> None:
    assert superiors(text) == expected


@pytest.mark.parametrize("text", TRAPS)
def test_trap_is_no_line(text: str) -> None:
    assert superiors(text) == []
