"""The terms that emit writes: classes and properties of other vocabularies as N-Quads terms, and a target's value as a number."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction

from zeren.kg.ids import ONTOLOGY
from zeren.kg.nquads import iri

ZH = "zh-Hans"
RDF_TYPE = iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
TITLE = iri("http://purl.org/dc/terms/title")
IDENTIFIER = iri("http://purl.org/dc/terms/identifier")
SHARED = ("agency", "indicator", "instrument", "region")  # kinds of nodes that several sources describe
SOURCE = iri("http://purl.org/dc/terms/source")
CITES = iri("http://data.europa.eu/eli/ontology#cites")
BASED_ON = iri("http://data.europa.eu/eli/ontology#based_on")
PASSED_BY = iri("http://data.europa.eu/eli/ontology#passed_by")
DATE_DOCUMENT = iri("http://data.europa.eu/eli/ontology#date_document")
JURISDICTION = iri("http://data.europa.eu/eli/ontology#jurisdiction")
LEGAL_RESOURCE = "http://data.europa.eu/eli/ontology#LegalResource"
PREF_LABEL = iri("http://www.w3.org/2004/02/skos/core#prefLabel")
ALT_LABEL = iri("http://www.w3.org/2004/02/skos/core#altLabel")
ORGANIZATION = "http://www.w3.org/ns/org#Organization"
UNIT_OF = iri("http://www.w3.org/ns/org#unitOf")
QUOTED_FROM = iri("http://www.w3.org/ns/prov#wasQuotedFrom")
PROV = "http://www.w3.org/ns/prov#"
XSD_DATE = "http://www.w3.org/2001/XMLSchema#date"
DUTY_ROLES = {
    "lead": "lead",
    "responsible": "responsible",
    "participates": "participating",
    "supervises": "supervising",
    "reports_to": "reporting",
}


def zr(name: str) -> str:
    """A term of the ontology as an N-Quads term."""
    return iri(ONTOLOGY + name)


def decimal_value(value: str) -> Decimal | None:
    """A target's value as a number: a ratio or fraction as its quotient (six decimals), None where it is no number."""
    try:
        if (mark := next((m for m in ":/" if m in value), None)) is not None:
            over, under = value.split(mark)
            quotient = Fraction(over) / Fraction(under)
            return Decimal(quotient.numerator * 10**6 // quotient.denominator).scaleb(-6).normalize()
        number = Decimal(value)
        return number if number.is_finite() else None
    except (InvalidOperation, ValueError, ZeroDivisionError):
        return None
