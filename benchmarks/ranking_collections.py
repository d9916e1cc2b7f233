"""Collections cut, embedded and searched by the product's own parts, for fitting and measuring.

Vectors are remembered in a folder by the text they stand for, so that only the first run embeds.
"""

import asyncio
import hashlib
import json
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

import numpy as np

from znatok.access.model import Operator, Reader, Role
from znatok.analytics.quality.collection import Asked, Passage, read_collection
from znatok.analytics.quality.library import Library, LibraryBuilder
from znatok.bootstrap.demo import move_in
from znatok.bootstrap.house import House, open_house, open_intake
from znatok.documents.adapters.sql_publishing import SqlChangeLog
from znatok.documents.changes import ChangeFeed
from znatok.documents.model import LocatedFragment
from znatok.documents.service import DocumentService
from znatok.index.adapters.exact import ExactIndex
from znatok.index.ports import Candidate, IndexedDocument, IndexQuery
from znatok.ingestion.searchable import IndexSync
from znatok.kernel.clock import SystemClock
from znatok.kernel.ids import FragmentId, UserId, new_uuid
from znatok.language.morphology import Morphology
from znatok.language.rarity import inverse_frequencies
from znatok.language.text import fold, squeeze
from znatok.language.wording import indexed_terms, searched_terms
from znatok.llm.ports import EmbeddingModel, Vectors
from znatok.platform.assets import asset
from znatok.platform.settings import Settings
from znatok.retrieval.model import Query
from znatok.retrieval.queries import QueryMaker
from znatok.understanding.dictionary.expander import Expander
from znatok.understanding.dictionary.glossary import FixedGlossary

IndexTerms = Callable[[LocatedFragment], Mapping[str, int]]
QueryTerms = Callable[[Query], Mapping[str, float]]

_QUOTED = 60  # characters of a golden question's quote that are looked for


class RememberingModel:
    """An `EmbeddingModel` that embeds no text twice; `save` keeps what it has learnt."""

    def __init__(self, model: EmbeddingModel, file: Path) -> None:
        self._model = model
        self._file = file
        self._known: dict[bytes, Vectors] = {}
        self._saved = 0
        if file.exists():
            with np.load(file) as kept:
                keys, vectors = kept["keys"], kept["vectors"]
            self._known = {key.tobytes(): row for key, row in zip(keys, vectors, strict=True)}
            self._saved = len(self._known)

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def dimension(self) -> int:
        return self._model.dimension

    def count_tokens(self, text: str) -> int:
        return self._model.count_tokens(text)

    async def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return await self._embed("query", texts, self._model.embed_queries)

    async def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return await self._embed("passage", texts, self._model.embed_passages)

    def save(self) -> None:
        if len(self._known) == self._saved:
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        keys = np.frombuffer(b"".join(self._known), dtype=np.uint8).reshape(len(self._known), -1)
        np.savez(self._file, keys=keys, vectors=np.stack(list(self._known.values())))
        self._saved = len(self._known)

    async def _embed(
        self, kind: str, texts: Sequence[str], embed: Callable[[Sequence[str]], Awaitable[Vectors]]
    ) -> Vectors:
        keys = [
            hashlib.blake2b(f"{kind}: {each}".encode(), digest_size=16).digest() for each in texts
        ]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        if new:
            self._known.update(zip(new, await embed(list(new.values())), strict=True))
        return np.array([self._known[key] for key in keys]).reshape(len(texts), self.dimension)


class _Recorder:
    """Stands where an index stands while documents are published, and keeps them."""

    def __init__(self) -> None:
        self.documents: list[IndexedDocument] = []

    async def publish(self, documents: Iterable[IndexedDocument]) -> None:
        self.documents.extend(documents)

    async def remove(self, document_ids: Iterable[object]) -> None:
        """Nothing that is recorded is removed."""

    async def set_access(self, document_id: object, principals: frozenset[str]) -> None:
        """Rights do not change while documents are recorded."""


@dataclass(frozen=True, slots=True)
class Task:
    """A question and what answers it: `gold`, ids of units; `answers`, any one is right."""

    text: str
    reader: Reader
    query: Query
    gold: frozenset[str]
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bench:
    """Documents ready to be indexed in one way or another, and questions about them.

    `units`: what a fragment counts as when it is found: its passage, or itself.
    """

    name: str
    documents: Sequence[IndexedDocument]
    fragments: Mapping[FragmentId, LocatedFragment]
    units: Mapping[FragmentId, str]
    tasks: Sequence[Task]

    def asked(self, name: str, tasks: Sequence[Task]) -> Self:
        """The same documents with other questions."""
        return replace(self, name=name, tasks=tasks)


@dataclass(frozen=True, slots=True)
class Searched:
    """A bench after one search for every question; `rarity`: idf of the terms of each."""

    bench: Bench
    candidates: Sequence[Sequence[Candidate]]
    rarity: Sequence[Mapping[str, float]]


def product_index_terms(located: LocatedFragment) -> Mapping[str, int]:
    return indexed_terms(located.fragment.terms.split())


def product_query_terms(query: Query) -> Mapping[str, float]:
    return searched_terms(query.text, query.terms)


async def search(
    bench: Bench,
    *,
    index_terms: IndexTerms = product_index_terms,
    query_terms: QueryTerms = product_query_terms,
) -> Searched:
    """Index the documents by these terms and search each question by those."""
    index = ExactIndex(bench.documents[0].fragments[0].vector.shape[0])
    try:
        await index.publish(_with_terms(bench, each, index_terms) for each in bench.documents)
        candidates, rarity = [], []
        for task in bench.tasks:
            terms = query_terms(task.query)
            query = IndexQuery(task.query.vector, terms, task.reader.principals)
            candidates.append(await index.search(query))
            frequency = await index.document_frequency(task.query.terms)
            rarity.append(inverse_frequencies(frequency, await index.size()))
        return Searched(bench, candidates, rarity)
    finally:
        await index.close()


def _with_terms(bench: Bench, document: IndexedDocument, terms: IndexTerms) -> IndexedDocument:
    fragments = [
        replace(each, terms=terms(bench.fragments[each.id])) for each in document.fragments
    ]
    return replace(document, fragments=fragments)


class Workshop:
    """Makes benches; `cache`: the folder where vectors are remembered."""

    def __init__(self, model: EmbeddingModel, cache: Path) -> None:
        self._model = model
        self._cache = cache
        self._morphology = Morphology()
        self._glossary = FixedGlossary.builtin(self._morphology)

    async def collection(self, folder: Path, name: str, queries: Sequence[str]) -> list[Bench]:
        """A bench for each file of questions over `folder/corpus.jsonl`; all share the documents.

        Raises:
            BadCollection: a file is not what it should be.

        """
        read = [read_collection(folder / "corpus.jsonl", folder / each) for each in queries]
        model = self.remembering(name)
        bench = await self.bench(name, read[0].passages, model)
        reader = Reader(UserId(new_uuid()), Role.USER)
        names = [f"{name}-{Path(each).stem}" for each in queries] if len(queries) > 1 else [name]
        benches = [
            bench.asked(each, [await self._task(asked, reader, model) for asked in some.questions])
            for each, some in zip(names, read, strict=True)
        ]
        model.save()
        return benches

    def remembering(self, name: str) -> RememberingModel:
        """The model with what it has embedded for `name`."""
        return RememberingModel(self._model, self._cache / f"{name}.npz")

    async def bench(self, name: str, passages: Sequence[Passage], model: RememberingModel) -> Bench:
        """The passages as documents, without questions yet."""
        recorder, library = _Recorder(), Library()
        builder = LibraryBuilder(recorder, model, self._morphology)  # type: ignore[arg-type]  # publishes only
        async for done in builder.build(passages, library, at=SystemClock().now()):
            if done % 500 == 0:
                print(name, done, "of", len(passages), flush=True)
                model.save()
        units = {
            id_: library.passages[each.fragment.document_id].id
            for id_, each in library.fragments.items()
        }
        return Bench(name, recorder.documents, library.fragments, units, ())

    async def _task(self, asked: Asked, reader: Reader, model: EmbeddingModel) -> Task:
        expander = Expander(self._morphology, self._glossary)
        query = await QueryMaker(self._morphology, model, expander).make(asked.text)
        return Task(asked.text, reader, query, asked.gold, asked.answers)

    async def demo(self) -> Bench:
        """The demo company's answerable golden questions, each asked by its reader.

        What answers one are the fragments of the right files that hold all facts of the answer;
        when some of them hold the quote that the question was written from, only those.
        """
        settings = Settings(data_dir=self._cache / f"demo-{_demo_digest()}")
        async with open_intake(settings) as intake:
            await move_in(intake)
        async with open_house(settings) as house:
            while await house.intake.publications.unfinished():  # noqa: ASYNC110  # asks a database
                await asyncio.sleep(0.5)
            recorder = _Recorder()
            sync = IndexSync(
                publications=house.intake.publications,
                index=recorder,  # type: ignore[arg-type]  # it is published to, never searched
                feed=ChangeFeed(SqlChangeLog(house.intake.office.database)),
                model=self._model.name,
                dimension=self._model.dimension,
            )
            await sync.load()
            return await self._demo_bench(house, recorder.documents)

    async def _demo_bench(self, house: House, documents: Sequence[IndexedDocument]) -> Bench:
        store, queries = house.services[DocumentService], house.services[QueryMaker]
        assert isinstance(store, DocumentService)
        assert isinstance(queries, QueryMaker)
        ids = [fragment.id for each in documents for fragment in each.fragments]
        fragments: dict[FragmentId, LocatedFragment] = {}
        tasks = []
        for row in map(json.loads, _golden().read_text("utf-8").splitlines()):
            if row["expect"] != "answer" or not row["answer_any"]:
                continue
            reader = await house.intake.office.accounts.find_user(row["reader"], by=Operator())
            assert reader is not None
            visible = {each.fragment.id: each for each in await store.fragments_by_ids(ids, reader)}
            fragments |= visible
            facts: list[list[str]] = row["answer_any"]
            gold = _demo_gold(visible, facts, row)
            if gold:
                query = await queries.make(row["question"], reader=reader)
                answers = tuple(each for fact in facts for each in fact)
                tasks.append(Task(row["question"], reader, query, gold, answers))
        kept = [each for each in documents if all(f.id in fragments for f in each.fragments)]
        return Bench("demo", kept, fragments, {id_: str(id_) for id_ in fragments}, tasks)


def _demo_gold(
    visible: Mapping[FragmentId, LocatedFragment],
    facts: Sequence[Sequence[str]],
    row: Mapping[str, str | list[str]],
) -> frozenset[str]:
    source = row["source"]
    files = [source] if isinstance(source, str) else source
    texts = {
        id_: plain(each.fragment.text) for id_, each in visible.items() if each.file_name in files
    }
    right = {
        id_
        for id_, text in texts.items()
        if all(any(plain(each) in text for each in fact) for fact in facts)
    }
    quote = plain(str(row["quote"]))[:_QUOTED]
    quoted = {id_ for id_ in right if quote and quote in texts[id_]}
    return frozenset(map(str, quoted or right))


def plain(text: str) -> str:
    """Without differences of letter case, ё, or kinds of space."""
    return squeeze(fold(text))


def _golden() -> Path:
    return asset("demo_company") / "golden.jsonl"


def _demo_digest() -> str:
    """Changes with whatever decides how the demo company is read in."""
    source = Path(__file__).resolve().parent.parent / "src" / "znatok"
    files = [*(source / "ingestion").glob("*.py"), *(source / "language").glob("*.py")]
    files += (source / "ingestion" / "parsing").rglob("*.py")
    files += [path for path in _golden().parent.rglob("*") if path.is_file()]
    digest = hashlib.blake2b(digest_size=6)
    for path in sorted(files):
        digest.update(path.read_bytes())
    return digest.hexdigest()
