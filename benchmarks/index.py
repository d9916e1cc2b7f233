"""Speed, memory and recall of the fragment indices on a made-up collection.

Each case runs in a process of its own, on one BLAS thread, as a worker of the product does.
384-dimensional clustered unit vectors, 5 sentences and 100 words a fragment, 5 fragments a
document; words follow Zipf's law over 50,000 terms. Questions: 5 to 8 words of the same law
without its 20 most frequent (stop words), a vector near a topic, `each` 100.

    python benchmarks/index.py
    python benchmarks/index.py --sizes 10000 --adapters exact --publishes 2000
"""

import argparse
import asyncio
import datetime as dt
import importlib.metadata
import json
import os
import platform
import resource
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
import psutil

from znatok.index.ports import FragmentIndex, IndexedDocument, IndexedFragment, IndexQuery, Vector
from znatok.kernel.ids import DocumentId, FragmentId

RESULTS = Path(__file__).parent / "results" / "index.json"
DIMENSION, SENTENCES, WORDS, TERMS, STOP_WORDS, TOPICS = 384, 5, 100, 50_000, 20, 200
FRAGMENTS_EACH, BATCH, QUERIES, RECALL_AT = 5, 500, 200, 10
READERS = {"everything": "everyone", "20%": "fifth:1", "1%": "hundredth:7"}
LANCE_PUBLISHES = 200  # each a commit on disk


class Collection:
    """The same documents and questions for the same seed."""

    def __init__(self, seed: int = 1) -> None:
        self._random = np.random.default_rng(seed)
        self._topics = _unit(np.random.default_rng(0).normal(size=(TOPICS, DIMENSION)))
        self._likely = np.cumsum(1 / np.arange(1, TERMS + 1))
        self._likely /= self._likely[-1]
        self._fragments = 0

    def documents(self, fragments: int) -> list[IndexedDocument]:
        """The next ones, held by everyone, by one of 5 and by one of 100 random groups."""
        random = self._random
        vectors = self.vectors(fragments)
        spread = random.standard_normal((fragments, SENTENCES, DIMENSION), dtype=np.float32)
        sentences = _unit(vectors[:, None] + 0.03 * spread)
        words = np.searchsorted(self._likely, random.random((fragments, WORDS)))
        first = self._fragments
        self._fragments += fragments
        made = [
            IndexedFragment(
                FragmentId(UUID(int=first + place)),
                vectors[place],
                sentences[place],
                _counted(words[place]),
            )
            for place in range(fragments)
        ]
        groups = random.integers(100, size=fragments)
        return [
            IndexedDocument(
                DocumentId(UUID(int=2**100 + first + start)),
                frozenset(
                    {
                        "everyone",
                        f"u:{groups[start]}",
                        f"fifth:{groups[start] % 5}",
                        f"hundredth:{groups[start]}",
                    }
                ),
                made[start : start + FRAGMENTS_EACH],
            )
            for start in range(0, fragments, FRAGMENTS_EACH)
        ]

    def vectors(self, count: int) -> Vector:
        near = self._topics[self._random.integers(TOPICS, size=count)]
        spread = self._random.standard_normal((count, DIMENSION), dtype=np.float32)
        return _unit(near + 0.05 * spread)

    def query(self, reader: str) -> IndexQuery:
        lowest = self._likely[STOP_WORDS]
        drawn = lowest + (1 - lowest) * self._random.random(int(self._random.integers(5, 9)))
        terms = _counted(np.searchsorted(self._likely, drawn))
        weights = {term: float(count) for term, count in terms.items()}
        return IndexQuery(self.vectors(1)[0], weights, frozenset({reader, "u:none"}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--adapters", nargs="+", default=["exact", "lancedb"])
    parser.add_argument("--publishes", type=int, default=20_000, help="one document each")
    parser.add_argument("--output", type=Path, default=RESULTS)
    parser.add_argument("--case", nargs=3, help=argparse.SUPPRESS)  # what a process of its own does
    arguments = parser.parse_args()
    if arguments.case:
        kind, adapter, count = arguments.case
        work = _search(adapter, int(count)) if kind == "search" else _publish(adapter, int(count))
        print(json.dumps(asyncio.run(work)))
        return
    report: dict[str, Any] = {"search": {}, "publish": {}}
    for adapter in arguments.adapters:
        for size in arguments.sizes:
            result = _case("search", adapter, size)
            report["search"].setdefault(adapter, {})[str(size)] = result
            _save(report, arguments.output)
        most = arguments.publishes if adapter == "exact" else LANCE_PUBLISHES
        result = _case("publish", adapter, min(arguments.publishes, most))
        report["publish"][adapter] = result
        _save(report, arguments.output)


def _save(report: dict[str, Any], output: Path) -> None:
    """After every case: a run that is cut short leaves what it measured."""
    output.parent.mkdir(exist_ok=True)
    text = json.dumps({**_circumstances(), **report}, ensure_ascii=False, indent=1)
    output.write_text(text + "\n", encoding="utf-8")


def _case(kind: str, adapter: str, count: int) -> Any:
    command = [sys.executable, __file__, "--case", kind, adapter, str(count)]
    threads = {"OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        command, env={**os.environ, **threads}, check=True, stdout=subprocess.PIPE, text=True
    )
    result = json.loads(done.stdout.splitlines()[-1])
    print(kind, adapter, count, json.dumps(result, ensure_ascii=False, indent=1))
    return result


async def _search(adapter: str, fragments: int) -> dict[str, Any]:
    collection = Collection()
    async with _opened(adapter) as index:
        before_mb = _rss_mb()
        making: list[float] = []
        started = time.perf_counter()
        await index.publish(_made(collection, fragments, making))
        if adapter == "lancedb":
            await index.optimise()  # type: ignore[attr-defined]  # of this adapter alone
        build_s = time.perf_counter() - started - sum(making)
        report: dict[str, Any] = {"build_s": round(build_s, 2)}
        for name, reader in READERS.items():
            report[name] = await _timed(index, [collection.query(reader) for _ in range(QUERIES)])
        report["rss_before_mb"], report["rss_mb"] = before_mb, _rss_mb()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        report["rss_peak_mb"] = round(peak / 1024)
        report[f"recall@{RECALL_AT}"] = await _recall(index, fragments)
        return report


async def _timed(index: FragmentIndex, queries: list[IndexQuery]) -> dict[str, float]:
    walls, processor, found = [], [], []
    for query in [queries[0], *queries]:  # the first warms the reader's rights
        wall, spent = time.perf_counter(), time.process_time()
        found.append(len(await index.search(query)))
        processor.append(time.process_time() - spent)
        walls.append(time.perf_counter() - wall)
    return {
        "p50_ms": _ms(np.percentile(walls[1:], 50)),
        "p95_ms": _ms(np.percentile(walls[1:], 95)),
        "cpu_p50_ms": _ms(np.percentile(processor[1:], 50)),
        "candidates": round(float(np.mean(found[1:]))),
    }


async def _recall(index: FragmentIndex, fragments: int) -> dict[str, float]:
    """Of the truly nearest under each filter, the share found; by the same seed made again."""
    again, vectors, held = Collection(), [], []
    for _ in range(0, fragments, BATCH):
        for document in again.documents(min(BATCH, fragments)):
            vectors += [fragment.vector for fragment in document.fragments]
            held += [document.principals] * len(document.fragments)
    matrix = np.stack(vectors)
    report = {}
    for name, reader in READERS.items():
        permitted = np.flatnonzero([reader in principals for principals in held])
        hits = 0
        for _ in range(50):
            query = again.query(reader)
            best = permitted[np.argsort(-(matrix[permitted] @ query.vector))[:RECALL_AT]]
            found = (await index.search(query))[:RECALL_AT]
            hits += len({each.fragment_id.int for each in found} & set(best.tolist()))
        report[name] = round(hits / (50 * RECALL_AT), 3)
    return report


async def _publish(adapter: str, documents: int) -> list[dict[str, float]]:
    """One document at a time, in ten steps: the curve must be flat."""
    collection, curve, lags = Collection(), [], [0.0]
    async with _opened(adapter) as index:
        watching = asyncio.create_task(_watch(lags))
        for step in range(10):
            count = documents // 10
            spent: list[float] = []
            processors: list[float] = []
            for start in range(0, count, 100):
                few = collection.documents(min(100, count - start) * FRAGMENTS_EACH)
                await asyncio.sleep(0.005)  # the watcher sees how long the making took …
                del lags[1:]  # … and forgets it
                for made in few:
                    started, processor = time.perf_counter(), time.process_time()
                    await index.publish([made])
                    processors.append(time.process_time() - processor)
                    spent.append(time.perf_counter() - started)
                    await asyncio.sleep(0)
                lags[0] = max(lags)
            asked = await _timed(index, [collection.query("everyone") for _ in range(20)])
            curve.append(
                {
                    "documents": count * (step + 1),
                    "cpu_mean_ms": _ms(np.mean(processors)),
                    "mean_ms": _ms(np.mean(spent)),
                    "p99_ms": _ms(np.percentile(spent, 99)),
                    "longest_ms": _ms(max(spent)),
                    "loop_held_ms": _ms(lags[0]),
                    "search_cpu_p50_ms": asked["cpu_p50_ms"],
                }
            )
            lags[:] = [0.0]
        watching.cancel()
        return curve


async def _watch(lags: list[float]) -> None:
    """How late the event loop comes to a task that wants to run every 2 ms."""
    while True:
        asked = time.perf_counter()
        await asyncio.sleep(0.002)
        lags.append(time.perf_counter() - asked - 0.002)


def _made(collection: Collection, fragments: int, making: list[float]) -> Iterator[IndexedDocument]:
    """Documents made when asked for, so that the index is weighed without them."""
    for _ in range(0, fragments, BATCH):
        started = time.perf_counter()
        documents = collection.documents(min(BATCH, fragments))
        making.append(time.perf_counter() - started)
        yield from documents


@asynccontextmanager
async def _opened(adapter: str) -> AsyncIterator[FragmentIndex]:
    if adapter == "exact":
        from znatok.index.adapters.exact import ExactIndex  # noqa: PLC0415  # weighed with its import

        exact = ExactIndex(DIMENSION)
        yield exact
        await exact.close()
    else:
        from znatok.index.adapters.lancedb import LanceIndex  # noqa: PLC0415  # the same

        with tempfile.TemporaryDirectory() as folder:
            lance = await LanceIndex.open(Path(folder), DIMENSION)
            yield lance
            await lance.close()


def _circumstances() -> dict[str, Any]:
    def git(*words: str) -> str:
        return subprocess.run(
            ["git", *words], check=True, stdout=subprocess.PIPE, text=True
        ).stdout.strip()

    return {
        "when": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "commit": git("rev-parse", "HEAD"),
        "changed": bool(git("status", "--porcelain", "--", "src/znatok/index", "benchmarks")),
        "command": shlex.join(["python", "benchmarks/index.py", *sys.argv[1:]]),
        "machine": {
            "system": platform.platform(),
            "processor": _processor(),
            "cores": os.cpu_count(),
            "load": [round(each, 1) for each in os.getloadavg()],
        },
        "versions": {
            "python": platform.python_version(),
            **{name: importlib.metadata.version(name) for name in ("numpy", "lancedb")},
        },
    }


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor()


def _counted(numbers: np.ndarray[Any, np.dtype[np.intp]]) -> dict[str, int]:
    terms, counts = np.unique(numbers, return_counts=True)
    return {f"term{t}": c for t, c in zip(terms.tolist(), counts.tolist(), strict=True)}


def _unit(vectors: np.ndarray[Any, Any]) -> Vector:
    return (vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)).astype(np.float32)


def _rss_mb() -> int:
    return round(psutil.Process().memory_info().rss / 2**20)


def _ms(seconds: Any) -> float:
    return round(float(seconds) * 1000, 2)


if __name__ == "__main__":
    main()
