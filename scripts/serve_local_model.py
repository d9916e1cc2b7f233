"""Serve a GGUF file by llama.cpp, with OpenAI's protocol, on this machine.

    python -m venv models && models/bin/pip install xllamacpp
    models/bin/python scripts/serve_local_model.py model.gguf [--port 8093] [--name local]

Runs in an environment of its own: neither llama.cpp nor a model is part of the product. Any other
server of the protocol does as well (vLLM, Ollama, LM Studio).
"""

import argparse
import signal
import sys
from pathlib import Path


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("model", type=Path, help="a file in GGUF format")
    arguments.add_argument("--name", help="what the model is called; its file's name otherwise")
    arguments.add_argument("--port", type=int, default=8093)
    arguments.add_argument("--context", type=int, default=8192, help="tokens of a conversation")
    arguments.add_argument("--threads", type=int, default=2)
    given = arguments.parse_args()
    if not given.model.is_file():
        sys.exit(f"{given.model}: no such file")
    try:
        import xllamacpp  # noqa: PLC0415  # of the models' own environment, not of the product's
    except ImportError:
        sys.exit("xllamacpp is not installed here: pip install xllamacpp")

    params = xllamacpp.CommonParams()
    params.model.path = str(given.model)
    params.model_alias = [given.name or given.model.stem]
    params.hostnames = ["127.0.0.1"]
    params.port = given.port
    params.n_ctx = given.context
    params.n_parallel = 1
    params.cpuparams.n_threads = given.threads
    server = xllamacpp.Server(params)
    print(f"==> {given.name or given.model.stem} at {server.listening_address}/v1", flush=True)
    signal.sigwait({signal.SIGINT, signal.SIGTERM})
    return 0


if __name__ == "__main__":
    sys.exit(main())
