"""Documents in force, and the evidence that a customer accepted them.

Every acceptance is a link of a chain: its hash covers the document's exact bytes (by SHA-256), the language, the
moment, the button and the update, and the hash of the link before it. A link that is changed, removed or slipped in
breaks the chain at that place. The chain names a random pseudonym and never a Telegram id.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from services.domain.customers.customer import Customer
from services.domain.errors import FileProblem, FileRefused, NoChange, NotFound, present
from services.domain.legal.consent import Consent, Document, DocumentDiff, DocumentKind, Evidence, day_of
from services.domain.messaging.markup import flaws
from services.domain.staff.audit import AuditAction, AuditEntry, Fact, digest
from services.domain.values.clock import Clock
from services.domain.values.language import Language
from services.legal.evidence import BrokenChain, BrokenDocument, HashUnknown
from services.staff.audit import record
from services.storage.database import Database
from services.storage.transaction import Transaction

GENESIS = "0" * 64

Files = Mapping[tuple[DocumentKind, Language], str]


def link_hash(consent: Consent) -> str:
    """SHA-256 (hex) over every field of a link and the hash before it, as canonical JSON."""
    fields = [
        consent.previous,
        consent.pseudonym,
        consent.kind,
        consent.version,
        consent.language,
        consent.sha256,
        consent.at,
        consent.evidence.mechanism,
        consent.evidence.message_id,
        consent.evidence.update_id,
    ]
    return hashlib.sha256(json.dumps(fields, separators=(",", ":")).encode()).hexdigest()


@dataclass(frozen=True)
class ConsentRegistry:
    """Publishes documents and records acceptance."""

    db: Database
    now: Clock

    async def document(self, kind: DocumentKind, language: Language) -> Document:
        """The version in force. Raises NotFound while nothing is published."""
        async with self.db.read() as reading:
            return present(await reading.documents.get(kind, await reading.documents.version(kind), language))

    async def has_accepted(self, customer: Customer) -> bool:
        """Return whether the terms in force are accepted."""
        async with self.db.read() as reading:
            return await reading.consents.in_force(customer.pseudonym, DocumentKind.TERMS) is not None

    async def latest_consent(self, customer: Customer) -> Consent | None:
        """The newest consent of a customer to the terms, which may be to an older version; None if there is none."""
        async with self.db.read() as reading:
            return await reading.consents.last(customer.pseudonym, DocumentKind.TERMS)

    async def accept(self, customer: Customer, version: int, language: Language, evidence: Evidence) -> Consent:
        """Record that a customer accepts the terms shown. Raises NotFound if another version is in force by now.

        A second press on the same text is the same consent; accepting the other language as well is a new one.
        """
        async with self.db.begin() as tx:
            previous = await tx.consents.head(GENESIS)
            shown = await tx.documents.get(DocumentKind.TERMS, version, language)
            if shown is None or version != await tx.documents.version(DocumentKind.TERMS):
                raise NotFound
            last = await tx.consents.last(customer.pseudonym, DocumentKind.TERMS)
            if last is not None and (last.version, last.language) == (version, language):
                return last
            link = self._link(customer, shown, evidence, previous)
            return replace(link, id=await tx.consents.append(link))

    def _link(self, customer: Customer, shown: Document, evidence: Evidence, previous: str) -> Consent:
        bare = Consent(
            id=0,
            pseudonym=customer.pseudonym,
            kind=shown.kind,
            version=shown.version,
            language=shown.language,
            sha256=shown.sha256,
            at=self.now(),
            evidence=evidence,
            previous=previous,
            hash="",
        )
        return replace(bare, hash=link_hash(bare))

    async def verify(self, known: str | None = None) -> int:
        """Walk the chain; returns its length. Raises BrokenChain at the first link that does not hold.

        The head is read first: it must be met on the way, or the newest links are gone. So must the hash that was
        `known` outside (HashUnknown). Each link must speak of a document as it was published (BrokenDocument).
        """
        previous, length, link_id = GENESIS, 0, 0
        async with self.db.read() as reading:
            head = await reading.consents.end() or GENESIS
            missed = {head, known or GENESIS} - {GENESIS}
            published = _intact(await reading.documents.every())
            async for link in reading.consents.chain():
                if link.previous != previous or link_hash(link) != link.hash:
                    raise BrokenChain(link.id)
                if published.get((link.kind, link.version, link.language)) != link.sha256:
                    raise BrokenChain(link.id)
                previous, length, link_id = link.hash, length + 1, link.id
                missed.discard(link.hash)
        if head in missed:
            raise BrokenChain(link_id)
        if missed:
            raise HashUnknown(*missed)
        return length

    async def diff_with_published(self, files: Files) -> list[DocumentDiff]:
        """Return the changes that publishing these files would make, file by file."""
        found = []
        async with self.db.read() as reading:
            for (kind, language), body in files.items():
                version = await reading.documents.version(kind)
                in_force = await reading.documents.get(kind, version, language)
                sha256, size = digest(body), len(body.encode())
                changed = in_force is None or in_force.sha256 != sha256
                found.append(DocumentDiff(kind, language, version, sha256, size, changed, day_of(body)))
        return found

    async def publish(self, kind: DocumentKind, files: Files) -> int:
        """Put the files of a kind in force as the next version, in all languages; returns it.

        Raises NoChange, and FileRefused for files that Telegram cannot show.
        """
        return (await self.publish_all([kind], files, admin_id=None))[kind]

    async def publish_all(
        self, kinds: Sequence[DocumentKind], files: Files, admin_id: int | None, key: str | None = None
    ) -> dict[DocumentKind, int]:
        """The same for several kinds, all or none; returns their versions. `admin_id` is None for the command line."""
        async with self.db.begin() as tx:
            await tx.consents.head(GENESIS)
            versions = {kind: await self._publish_next(tx, kind, files) for kind in kinds}
            await record(tx, _entry(versions, files), admin_id, key, self.now())
            await tx.outcomes.put(key, {str(kind): version for kind, version in versions.items()})
        return versions

    async def published(self, key: str) -> dict[DocumentKind, int] | None:
        """The versions that an act has put in force; None if it has not yet."""
        async with self.db.read() as reading:
            done = await reading.outcomes.find(key)
        return None if done is None else {DocumentKind(kind): version for kind, version in done.items()}

    async def _publish_next(self, tx: Transaction, kind: DocumentKind, files: Files) -> int:
        version = await tx.documents.version(kind)
        if version and await self._same(tx, kind, version, files):
            raise NoChange
        await self._publish(tx, kind, version + 1, files)
        return version + 1

    async def publish_first(self, files: Files) -> list[DocumentKind]:
        """At the first start: put the files in force, for kinds that have no version yet: all of them or none.

        Returns these kinds. Raises FileRefused.
        """
        async with self.db.read() as reading:
            new = [kind for kind in DocumentKind if not await reading.documents.version(kind)]
        if found := unfit({of: body for of, body in files.items() if of[0] in new}):
            raise FileRefused(*found)
        for kind in new:
            await self._publish_first(kind, files)
        return new

    async def _publish_first(self, kind: DocumentKind, files: Files) -> None:
        """The same under the lock: of two processes that start at once, one publishes."""
        async with self.db.begin() as tx:
            await tx.consents.head(GENESIS)
            if not await tx.documents.version(kind):
                await self._publish(tx, kind, 1, files)
                await record(tx, _entry({kind: 1}, files), None, None, self.now())

    async def _publish(self, tx: Transaction, kind: DocumentKind, version: int, files: Files) -> None:
        if found := unfit({(kind, language): files[kind, language] for language in Language}):
            raise FileRefused(*found)
        for language in Language:
            body = files[kind, language]
            await tx.documents.publish(Document(kind, version, language, digest(body), body, self.now()))

    async def _same(self, tx: Transaction, kind: DocumentKind, version: int, files: Files) -> bool:
        published = [await tx.documents.get(kind, version, language) for language in Language]
        return all(document is not None and document.body == files[kind, document.language] for document in published)


def _entry(versions: Mapping[DocumentKind, int], files: Files) -> AuditEntry:
    """Return the entry of documents that were put in force, from the versions before to these."""
    before = {f"{kind}_version": version - 1 for kind, version in versions.items()}
    after: dict[str, Fact] = {f"{kind}_version": version for kind, version in versions.items()}
    after |= {f"{kind}_{language}": digest(files[kind, language]) for kind in versions for language in Language}
    return AuditEntry(AuditAction.DOCUMENTS_PUBLISHED, "documents", before, after)


def unfit(files: Files) -> tuple[FileProblem, ...]:
    """Return the parts of these files that Telegram cannot show, each with its file, line and tag."""
    return tuple(flaw for (kind, one), body in files.items() for flaw in flaws(body, f"{kind}.{one}.html"))


def _intact(documents: Sequence[Document]) -> dict[tuple[DocumentKind, int, Language], str]:
    """The sums of published documents. Raises BrokenDocument for one that is not what its sum says."""
    for one in documents:
        if digest(one.body) != one.sha256:
            raise BrokenDocument(one)
    return {(one.kind, one.version, one.language): one.sha256 for one in documents}
