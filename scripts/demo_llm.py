"""Start a stand-in of YandexGPT on loopback, and the assistant with the demo company behind it.

The stand-in speaks the vendor's protocol and understands nothing: this shows how answers of a model
look, stream and are checked, without a key and without a word leaving the machine.
"""

import asyncio
import json
import os
import signal
import sys
from pathlib import Path

from tests.standins.reader import reader
from tests.standins.vendor import KEY
from tests.standins.yandex import FOLDER, YandexServer

BIN = Path(sys.executable).parent


async def main(arguments: list[str]) -> int:
    async with YandexServer(script=reader) as server:
        provider = {
            "name": "YandexGPT (стенд)",
            "kind": "yandex",
            "options": {"api_key": KEY, "folder_id": FOLDER, "base_url": server.base_url},
        }
        print(f"==> a stand-in of YandexGPT answers at {server.base_url}", flush=True)
        process = await asyncio.create_subprocess_exec(
            BIN / "znatok",
            "serve",
            "--demo",
            *arguments,
            env=os.environ | {"ZNATOK_LLM__PROVIDERS": json.dumps([provider])},
        )
        # The server ends with this script, whoever ends it.
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, process.terminate)
        try:
            return await process.wait()
        finally:
            if process.returncode is None:
                process.terminate()
                await process.wait()


if __name__ == "__main__":
    try:
        sys.exit(asyncio.run(main(sys.argv[1:])))
    except KeyboardInterrupt:
        sys.exit(130)
