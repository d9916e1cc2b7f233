"""How many distinct questions a second `POST /api/v1/chat` answers, and what share of the embedder.

Starts the real server with the demo company, waits until it is read in, and asks questions that
differ from each other with wrk; the memories of vectors and answers are switched off. Then, on the
same machine in the same run, as many processes embed the same questions and do nothing else: the
ceiling.

    python benchmarks/questions.py [--processes 2] [--seconds 20] [--connections 16]

Needs wrk (Debian package wrk).
"""

import argparse
import asyncio
import json
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path

from recording import record

ROOT = Path(__file__).resolve().parent.parent
PORT = 8097
EMAIL, PASSWORD = "olga.titova@knz.example", "demo-znatok-2026"
MADE = 20_000
# The warm-up asks what is asked again: without this its answers would be given again too.
_SERVER = {
    "ZNATOK_LOG__LEVEL": "WARNING",
    "ZNATOK_CACHE__ANSWER_MB": "0",
    "ZNATOK_CACHE__EMBEDDING_MB": "0",
}

_LUA = """
local questions = {}
for line in io.lines("%(file)s") do questions[#questions + 1] = line end
local threads, next_thread = {}, 0
function setup(thread) thread:set("offset", next_thread); next_thread = next_thread + 1 end
local at = 0
function request()
  at = at + 1
  local n = (at * %(threads)d + offset) %% #questions + 1
  return wrk.format("POST", "/api/v1/chat",
    {["Content-Type"] = "application/json", ["Authorization"] = "Bearer %(token)s"}, questions[n])
end
local bad = 0
function response(status) if status ~= 200 then bad = bad + 1 end end
function done(summary, latency)
  io.write(string.format('RESULT {"requests": %%d, "seconds": %%f, "not_200": %%d, ' ..
    '"p50_ms": %%f, "p95_ms": %%f, "p99_ms": %%f}\\n',
    summary.requests, summary.duration / 1e6, summary.errors.status,
    latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, latency:percentile(99) / 1e3))
end
"""


def questions(count: int) -> list[str]:
    """Distinct questions of usual length over the words of the demo's own questions."""
    golden = ROOT / "examples/demo_company/golden.jsonl"
    asked = [json.loads(line)["question"] for line in golden.read_text("utf-8").splitlines()]
    words = sorted({word for each in asked for word in each.strip("?.!").split()})
    chance = random.Random(7)  # noqa: S311  # a repeatable sample, not a secret
    made: set[str] = set()
    while len(made) < count:
        base = chance.choice(asked).strip("?.!").split()
        at = chance.randrange(len(base))
        base[at] = chance.choice(words)
        base.insert(chance.randrange(len(base)), chance.choice(words))
        made.add(" ".join(base) + "?")
    return sorted(made)


def call(path: str, data: bytes | None = None, token: str | None = None) -> dict:
    request = urllib.request.Request(f"http://127.0.0.1:{PORT}{path}", data)
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310  # loopback only
        return json.load(answer)


def wait_until_read_in(token_of: Callable[[], str]) -> str:
    """Sign in once the server answers, then wait until no document is on its way."""
    for _ in range(600):
        try:
            token = token_of()
            pending = sum(
                len(call(f"/api/v1/documents?status={status}", token=token)["items"])
                for status in ("queued", "processing", "searchable")
            )
            if not pending:
                return token
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.5)
    sys.exit("the demo company was not read in within five minutes")


def sign_in() -> str:
    form = urllib.parse.urlencode({"username": EMAIL, "password": PASSWORD}).encode()
    return str(call("/api/v1/auth/token", form)["access_token"])


def load(token: str, folder: Path, connections: int, seconds: int) -> dict:
    asked = folder / "questions.jsonl"
    asked.write_text(
        "\n".join(json.dumps({"message": each}, ensure_ascii=False) for each in questions(MADE)),
        "utf-8",
    )
    script = folder / "ask.lua"
    script.write_text(_LUA % {"file": asked, "threads": 1, "token": token}, "utf-8")
    done = subprocess.run(
        [
            "wrk",
            "-t1",
            f"-c{connections}",
            f"-d{seconds}s",
            "-s",
            script,
            f"http://127.0.0.1:{PORT}",
        ],
        check=True,
        capture_output=True,
        text=True,
    )
    line = next(each for each in done.stdout.splitlines() if each.startswith("RESULT "))
    return json.loads(line.removeprefix("RESULT "))


def embed_only(texts: list[str], seconds: float, told: "multiprocessing.Queue[int]") -> None:
    """Embed questions one at a time, as the server must, and tell how many."""
    from znatok.llm.adapters.e5 import E5Model  # noqa: PLC0415  # in the child only

    async def run() -> int:
        model = E5Model.load(Path(tempfile.gettempdir()) / "znatok-bench-models")
        await model.embed_queries(texts[:20])
        began, done = time.monotonic(), 0
        while time.monotonic() - began < seconds:
            await model.embed_queries([texts[done % len(texts)]])
            done += 1
        model.close()
        return done

    told.put(asyncio.run(run()))


def ceiling(processes: int, seconds: float) -> float:
    texts = questions(2_000)
    told: multiprocessing.Queue[int] = multiprocessing.Queue()
    running = [
        multiprocessing.Process(target=embed_only, args=(texts[i::processes], seconds, told))
        for i in range(processes)
    ]
    for each in running:
        each.start()
    total = sum(told.get() for _ in running)
    for each in running:
        each.join()
    return total / seconds


def memory_of(pid: int) -> int:
    """Resident memory of a process and its children, bytes (shared pages counted in each)."""
    import psutil  # noqa: PLC0415  # beside its use

    process = psutil.Process(pid)
    return sum(each.memory_info().rss for each in [process, *process.children(recursive=True)])


def cpu_seconds_of(pid: int) -> float:
    """Processor time of a process and its children so far."""
    import psutil  # noqa: PLC0415  # beside its use

    process = psutil.Process(pid)
    times = [each.cpu_times() for each in [process, *process.children(recursive=True)]]
    return float(sum(each.user + each.system for each in times))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--connections", type=int, default=16)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "znatok",
                "serve",
                "--demo",
                "--port",
                str(PORT),
                "--data-dir",
                folder / "data",
                "--processes",
                str(given.processes),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **_SERVER},
        )
        try:
            token = wait_until_read_in(sign_in)
            load(token, folder, given.connections, 3)  # warm-up, not counted
            spent = cpu_seconds_of(server.pid)
            measured = load(token, folder, given.connections, given.seconds)
            spent = cpu_seconds_of(server.pid) - spent
            resident = memory_of(server.pid)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(30)
    rate = measured["requests"] / measured["seconds"]
    limit = ceiling(given.processes, 10)
    result = {
        "questions_per_s": round(rate, 1),
        "embedder_alone_per_s": round(limit, 1),
        "share_of_embedder": round(rate / limit, 3),
        "cpu_ms_a_question": round(1000 * spent / measured["requests"], 2),
        "resident_bytes_all_processes": resident,
        **measured,
        "processes": given.processes,
        "connections": given.connections,
    }
    print(json.dumps(result, indent=2))
    record("questions", result, dataset="examples/demo_company")


if __name__ == "__main__":
    main()
