"""Evidence of consent that does not hold."""

from services.domain.legal.consent import Document


class EvidenceBroken(Exception):
    """The evidence of consent does not hold. Its text is for a person."""


class BrokenChain(EvidenceBroken):
    """The consent chain does not hold at or after a link: somebody changed the evidence."""

    def __init__(self, link_id: int) -> None:
        super().__init__(f"the consent chain is broken at link {link_id}: somebody has changed the evidence")
        self.link_id = link_id


class BrokenDocument(EvidenceBroken):
    """A published document is not the one that was published."""

    def __init__(self, document: Document) -> None:
        name = f"{document.kind}.{document.language}, version {document.version}"
        super().__init__(f"the published document {name} was changed: its text is not that of its SHA-256")


class HashUnknown(EvidenceBroken):
    """A hash that was known outside is not in the chain: another chain stands in its place, or links are gone."""

    def __init__(self, known: str) -> None:
        super().__init__(f"the hash {known} is not in the chain: links are gone, or it is another chain")
