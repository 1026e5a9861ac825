"""Addresses of the site's pages: the only place where an IRI becomes a page and a span becomes an anchor."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zeren.kg.ids import BASE, FUNCTION, INSTRUMENT, short_hash
from zeren.kg.model import Span

PLAIN = re.compile(r"[A-Za-z0-9._~-]{1,120}")
PARTS = re.compile(r"plan/([^/]+)(?:/domain/([^/]+)(?:/(goal|measure)/([^/]+))?)?(/.*)?")


@dataclass(frozen=True, slots=True)
class Paths:
    """Pages of one site, relative to its root; `base` is the base of the data's IRIs."""

    base: str = BASE

    def of(self, iri: str) -> str | None:
        """The page (and anchor) that shows what the IRI names, None where no page does."""
        tail = self._tail(iri)
        if tail is None:
            return None
        if found := PARTS.fullmatch(tail):
            plan, domain, kind, no, _rest = found.groups()
            if domain is None:
                return self.plan(plan)
            page = f"plan/{name(plan)}/domain/{name(domain)}.html"
            return f"{page}#{kind}-{name(no)}" if kind else page
        kind, _, rest = tail.partition("/")
        if kind in ("agency", "function", "instrument"):
            return f"{kind}/{name(rest)}.html"
        if kind == "text":
            source, _, fragment = rest.partition("#")
            return self.source(source) + (f"#{fragment}" if fragment else "")
        return None

    def _tail(self, iri: str) -> str | None:
        if iri.startswith(self.base):
            return iri.removeprefix(self.base)
        if iri.startswith(FUNCTION):
            return "function/" + iri.removeprefix(FUNCTION)
        if iri.startswith(INSTRUMENT):
            return "instrument/" + iri.removeprefix(INSTRUMENT)
        return None

    def task(self, iri: str) -> str:
        """Page and anchor of a goal or measure."""
        return self.of(iri) or "index.html"

    def plan(self, plan_id: str) -> str:
        return f"plan/{name(plan_id)}.html"

    def map(self, plan_id: str) -> str:
        return f"plan/{name(plan_id)}/map.html"

    def agency(self, iri: str) -> str:
        return self.of(iri) or f"agency/{name(iri)}.html"

    def function(self, slug: str) -> str:
        return f"function/{name(slug)}.html"

    def instrument(self, iri: str) -> str:
        """A cited instrument's page; a citation of a plan of this dataset leads to that plan."""
        return self.of(iri) or f"instrument/{name(iri)}.html"

    def source(self, source_id: str) -> str:
        return f"source/{name(source_id)}.html"

    def quote(self, source_id: str, span: Span) -> str:
        """The place of a span in the source's page: the fragment is that of the IRI (RFC 5147)."""
        return f"{self.source(source_id)}#{anchor(span)}"

    def node(self, iri: str) -> str:
        """A short name of a node, used within a map and in links to it."""
        return self._tail(iri) or short_hash(iri)


def name(text: str) -> str:
    """`text` as the name of a file, unchanged where it is plain ASCII."""
    return text if PLAIN.fullmatch(text) and text.strip(".") else f"x-{short_hash(text)}"


def anchor(span: Span) -> str:
    """The id of the element that shows a span."""
    return f"char={span.start},{span.end}"


def root_of(page: str) -> str:
    """The way from a page back to the site's root, e.g. "../"."""
    return "../" * page.count("/")
