"""The prefixes in which the graph is written for people: in queries without PREFIX lines, in Turtle, TriG and JSON-LD."""

from __future__ import annotations

import re

from zeren.kg.ids import FUNCTION, INSTRUMENT, ONTOLOGY, REGION, ROLE

PREFIXES: dict[str, str] = {
    "cv": "http://data.europa.eu/m8g/",
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "iop": "https://w3id.org/iadopt/ont/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "zr": ONTOLOGY,
    "zrd": "https://w3id.org/zeren/department/",
    "zrf": FUNCTION,
    "zri": INSTRUMENT,
    "zrr": REGION,
    "zrrole": ROLE,
}
"""Prefix → namespace, in alphabetical order of the prefixes."""

_DECLARED = re.compile(r"\bPREFIX\s+([A-Za-z][\w.-]{0,40})?:", re.IGNORECASE)


def with_prefixes(sparql: str) -> str:
    """`sparql` with a PREFIX declaration for each known prefix that it uses and does not declare, on its first line.

    >>> with_prefixes("SELECT ?g { ?g a zr:Goal }")
    'PREFIX zr: <https://w3id.org/zeren/ontology#> SELECT ?g { ?g a zr:Goal }'
    """
    declared = set(_DECLARED.findall(sparql))
    wanted = [p for p in PREFIXES if p not in declared and re.search(rf"(?<![\w:.-]){p}:", sparql)]
    return "".join(f"PREFIX {p}: <{PREFIXES[p]}> " for p in wanted) + sparql
