"""What each part of the ranking adds: everything, less the same without the part.

    python benchmarks/manuals.py MANUALS
    python benchmarks/ablations.py MANUALS ../shared/data [--cache FOLDER]

On the development sets of `ranking.py` and on two collections that nothing was fitted on, with 95%
paired bootstrap intervals over questions. A difference above zero speaks for the part.
"""

import argparse
import asyncio
import json
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch

from ranking import development, quiet
from ranking_collections import (
    Bench,
    IndexTerms,
    QueryTerms,
    RememberingModel,
    Searched,
    Workshop,
    product_index_terms,
    product_query_terms,
    search,
)
from ranking_scoring import (
    Kept,
    Ranking,
    RememberingMorphology,
    Settings,
    Values,
    differences,
    fusion_of,
    interval,
)
from recording import record

from znatok.chat.stages.context import EvidenceSettings
from znatok.documents.model import LocatedFragment
from znatok.index.ports import Candidate
from znatok.language.morphology import Morphology
from znatok.language.wording import YES_NO, family, indexed_terms, searched_terms
from znatok.llm.adapters.e5 import E5Model
from znatok.retrieval import close_reading, fusion
from znatok.retrieval.close_reading import ReadingSettings
from znatok.retrieval.fusion import FusionSettings
from znatok.retrieval.model import Query
from znatok.retrieval.queries import QueryMaker

Number = TypeVar("Number", int, float)

_DEVELOPMENT = ("manuals-own", "manuals-queries", "demo")
_RRF = 60  # Cormack, Clarke & Büttcher 2009
_FAMILY = family("")  # what a family's key begins with


@dataclass(frozen=True, slots=True)
class Without:
    """The product with one part taken out or replaced by what it replaced.

    `patched`: names of the product's modules bound to something else while it is measured.
    """

    settings: Settings = field(default_factory=Settings)
    index_terms: IndexTerms = product_index_terms
    query_terms: QueryTerms = product_query_terms
    patched: tuple[tuple[object, str, object], ...] = ()
    bare_vectors: bool = False

    @property
    def searches_anew(self) -> bool:
        return self.bare_vectors or self.index_terms is not product_index_terms


class RawWords(Morphology):
    """Words as they are written, letter case and ё aside."""

    def _analyse(self, folded: str) -> tuple[str, bool]:
        return folded, True


def reciprocal_ranks(candidates: Sequence[Candidate]) -> list[tuple[float, int]]:
    """Reciprocal rank fusion of the fragments' cosines and BM25, as most search engines do it."""
    scores = [0.0] * len(candidates)
    for value in ("dense", "lexical"):
        order = sorted(range(len(scores)), key=lambda at: -getattr(candidates[at], value))
        for rank, at in enumerate(order, start=1):
            scores[at] += 1 / (_RRF + rank)
    low, high = min(scores), max(scores)
    scores = [(each - low) / (high - low or 1.0) for each in scores]
    return sorted(((score, at) for at, score in enumerate(scores)), key=lambda pair: -pair[0])


def by_range(candidates: Sequence[Candidate]) -> list[tuple[float, int]]:
    """The product's fusion of scores stretched between their least and greatest."""
    with patch.object(fusion, "_standard", fusion._min_max):  # noqa: SLF001  # the product's own
        return fusion.fuse(candidates, FusionSettings())


def fused(**changed: Any) -> Settings:
    return Settings(fusion_of(replace(FusionSettings(), **changed)))


def read(**changed: Any) -> Settings:
    return Settings(reading=replace(ReadingSettings(), **changed))


def chosen(**changed: Any) -> Settings:
    return Settings(evidence=replace(EvidenceSettings(), **changed))


def wording_parts() -> dict[str, Without]:
    """The parts that decide which words meet."""
    raw = RawWords()
    asking = QueryMaker(raw, _NoModel())

    def raw_index(located: LocatedFragment) -> Mapping[str, int]:
        marks = {YES_NO} & set(located.fragment.terms.split())
        return indexed_terms([*raw.terms(_said(located)), *marks])

    def raw_query(query: Query) -> Mapping[str, float]:
        return searched_terms(query.text, asking.terms(query.text))

    lemmas = RememberingMorphology()

    def headless_index(located: LocatedFragment) -> Mapping[str, int]:
        marks = {YES_NO} & set(located.fragment.terms.split())
        return indexed_terms([*lemmas.terms(located.fragment.text), *marks])

    return {
        "lemmas (raw words instead)": Without(index_terms=raw_index, query_terms=raw_query),
        "word families in the index": Without(
            index_terms=lambda each: _plain(product_index_terms(each)),
            query_terms=lambda each: _plain(product_query_terms(each)),
        ),
        "yes-or-no marker": Without(
            index_terms=lambda each: _unmarked(product_index_terms(each)),
            query_terms=lambda each: _unmarked(product_query_terms(each)),
        ),
        "title and headings among the words": Without(index_terms=headless_index),
    }


def fusion_parts() -> dict[str, Without]:
    """The parts that make one score of two."""
    return {
        "words (meaning alone)": Without(fused(dense=1.0)),
        "meaning (words alone)": Without(fused(dense=0.0)),
        "sentence vectors in the fused score": Without(fused(sentence=0.0)),
        "luck of sentences": Without(fused(sentence_luck=0.0)),
        "luck of fragments": Without(fused(fragment_luck=0.0)),
        "z-scores (min-max instead)": Without(Settings(by_range)),
        "convex combination (reciprocal ranks instead)": Without(Settings(reciprocal_ranks)),
    }


def reading_parts() -> dict[str, Without]:
    """The parts that weigh passages by their sentences and choose among these."""
    as_lemmas = (close_reading, "family", str)
    return {
        "ranking by the best sentence": Without(Settings(reorders=False)),
        "sentence: cosine": Without(read(cosine=0.0)),
        "sentence: coverage": Without(read(coverage=0.0)),
        "sentence: the one before": Without(read(before=0.0)),
        "sentence: title and headings": Without(read(section=0.0)),
        "sentence: credit without headings": Without(read(headless=0.0)),
        "sentence: score of the passage": Without(read(passage=0.0)),
        "sentence: words by family (lemmas instead)": Without(patched=(as_lemmas,)),
        "sentence: kind of thing asked for": Without(chosen(typed=0.0)),
        "sentence: header rows put back": Without(chosen(header=0.0)),
    }


class _NoModel:
    """For a `QueryMaker` that is only asked for terms."""

    name, dimension = "none", 1

    async def embed_queries(self, texts: Sequence[str]) -> Any:
        raise NotImplementedError

    async def embed_passages(self, texts: Sequence[str]) -> Any:
        raise NotImplementedError

    def count_tokens(self, text: str) -> int:
        return len(text)


def _said(located: LocatedFragment) -> str:
    fragment = located.fragment
    return "\n".join((located.title, *fragment.section, fragment.context, fragment.text))


def _plain(terms: Mapping[str, Number]) -> dict[str, Number]:
    return {term: n for term, n in terms.items() if not term.startswith(_FAMILY)}


def _unmarked(terms: Mapping[str, Number]) -> dict[str, Number]:
    return {term: n for term, n in terms.items() if term not in (YES_NO, family(YES_NO))}


class Ablation:
    """Measures one bench whole and without each part."""

    def __init__(self, whole: Searched, model: RememberingModel) -> None:
        self._whole = whole
        self._model = model
        self._kept = Kept()
        self.measures = self._measured(whole, Settings())

    async def added_by(self, without: Without) -> dict[str, dict[str, float]]:
        """By measure, what the part adds."""
        searched = self._whole
        if without.searches_anew:
            bench = self._whole.bench
            if without.bare_vectors:
                bench = await self._bare()
            found = await search(
                bench, index_terms=without.index_terms, query_terms=without.query_terms
            )
            # How telling words are stays as it is: only what is found is to change.
            searched = replace(found, rarity=self._whole.rarity)
        with ExitStack() as stack:
            for place, name, value in without.patched:
                stack.enter_context(patch.object(place, name, value))
            return differences(self.measures, self._measured(searched, without.settings))

    def _measured(self, searched: Searched, settings: Settings) -> dict[str, Values]:
        return Ranking(settings, self._kept).measured(searched)

    async def _bare(self) -> Bench:
        """The bench with the vectors of its fragments' own text, without title and headings."""
        bench, documents = self._whole.bench, []
        for each in bench.documents:
            texts = [bench.fragments[one.id].fragment.text for one in each.fragments]
            vectors = await self._model.embed_passages(texts)
            fragments = [
                replace(one, vector=vector)
                for one, vector in zip(each.fragments, vectors, strict=True)
            ]
            documents.append(replace(each, fragments=fragments))
        self._model.save()
        return replace(bench, documents=documents)


async def ablated(
    whole: Searched, parts: Mapping[str, Without], model: RememberingModel
) -> dict[str, Any]:
    """The figures of one bench and what each part adds to them."""
    ablation = Ablation(whole, model)
    added = {}
    for name, without in parts.items():
        added[name] = await ablation.added_by(without)
        print(whole.bench.name, name, json.dumps(added[name]), flush=True)
    whole_figures = {name: interval(values) for name, values in ablation.measures.items()}
    return {"whole": whole_figures, "added_by": added}


def idle(report: Mapping[str, Any]) -> list[str]:
    """The parts whose gain is nowhere on the development sets beyond chance."""
    parts = next(iter(report.values()))["added_by"]
    return [
        part
        for part in parts
        if not any(
            measure["low"] > 0
            for name in _DEVELOPMENT
            for measure in report[name]["added_by"].get(part, {}).values()
        )
    ]


async def measured(given: argparse.Namespace, cache: Path) -> dict[str, Any]:
    model = E5Model.load(cache, threads=1)
    try:
        workshop = Workshop(model, cache)
        benches = await development(workshop, given.manuals)
        for name in ("xquad_ru", "vkcloud_docs_ru"):
            benches += await workshop.collection(given.data / name, name, ["queries.jsonl"])
        parts = {**wording_parts(), **fusion_parts(), **reading_parts()}
        parts["title and headings in the vector"] = Without(bare_vectors=True)
        report = {}
        for each in benches:
            bare = workshop.remembering(f"{each.name.split('-')[0]}-bare")
            tried = {
                name: part
                for name, part in parts.items()
                if not part.bare_vectors or each.name in given.vectors
            }
            report[each.name] = await ablated(await search(each), tried, bare)
        return {"sets": report, "nothing_on_development": idle(report)}
    finally:
        model.close()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("manuals", type=Path, help="the folder that manuals.py wrote")
    parser.add_argument("data", type=Path, help="a folder with xquad_ru and vkcloud_docs_ru")
    parser.add_argument("--cache", type=Path, help="where vectors are remembered")
    parser.add_argument(
        *("--vectors", "-v"), nargs="*", default=[], help="sets to embed again without headings"
    )
    given = parser.parse_args()
    quiet()
    with tempfile.TemporaryDirectory() as folder:
        cache = given.cache.resolve() if given.cache else Path(folder)
        report = asyncio.run(measured(given, cache))
    print("nothing on development sets:", report["nothing_on_development"])
    record("ablations", report, dataset="manuals_dev, debian-faq-ru, demo, xquad_ru, vkcloud")


if __name__ == "__main__":
    main()
