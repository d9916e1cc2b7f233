"""A server that is killed at a point of its work: `python killed_server.py FOLDER PORT POINT NTH`.

The product knows nothing of it: its own functions are wrapped here, in its process, and the one
that is named ends the process by SIGKILL the NTH time it gets there. The rest is the product as it
is run, but for the quick embedding model and a lease of two seconds, so that what a dead server
held is taken up again at once.
"""

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import timedelta
from functools import partial, wraps
from pathlib import Path
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.embed import Server
from tests.contract.embedding_model.hashing import HashingModel

from znatok.bootstrap import house, ingesting
from znatok.documents.adapters import sql_gradual, sql_publishing
from znatok.documents.adapters.sql_changing import SqlDocuments
from znatok.documents.adapters.sql_publishing import SqlPublications
from znatok.entrypoints.http.app import create_app
from znatok.ingestion.adapters.sql_queue import SqlJobQueue
from znatok.ingestion.adapters.subprocess_reader import SubprocessReader
from znatok.ingestion.facts.keeping import FactsKeeper
from znatok.ingestion.worker import WorkerSettings
from znatok.llm.ports import EmbeddingModel
from znatok.platform.blobs import FolderBlobs
from znatok.platform.log import configure_logging
from znatok.platform.settings import Settings

# After each of these has done its work, or, for `log_change`, as the last thing in a transaction
# that has not been committed. The order is that of a document's way.
POINTS: dict[str, tuple[Any, str]] = {
    "stored": (FolderBlobs, "put"),
    "recorded": (SqlDocuments, "create"),
    "queued": (SqlJobQueue, "put"),
    "claimed": (SqlJobQueue, "claim"),
    "read": (SubprocessReader, "read"),
    "described": (FactsKeeper, "take"),
    "publishing": (sql_publishing, "log_change"),
    "published": (SqlPublications, "publish"),
    "advanced": (SqlJobQueue, "advance"),
    "adding vectors": (sql_gradual, "log_change"),
    "vectors added": (SqlPublications, "add_vectors"),
    "completed": (SqlPublications, "complete"),
    "done": (SqlJobQueue, "done"),
    "version recorded": (SqlDocuments, "add_version"),
    "withdrawn": (SqlDocuments, "withdraw"),
    "job dropped": (SqlJobQueue, "drop"),
}
_SETTINGS = partial(WorkerSettings, lease=timedelta(seconds=2), sweep_s=1.0, poll_s=0.1)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def arm(point: str, nth: float) -> None:
    """Die at a named point the `nth` time, or `nth` seconds from now when it is "random"."""
    if point == "random":
        threading.Timer(nth, die).start()
        return
    if point not in POINTS:
        return
    owner, name = POINTS[point]
    real: Callable[..., Awaitable[Any]] = getattr(owner, name)
    left = nth

    @wraps(real)
    async def killed(*positional: Any, **named: Any) -> Any:
        nonlocal left
        found = await real(*positional, **named)
        if point != "claimed" or found is not None:  # a look that found no job is no claim
            left -= 1
            if left <= 0:
                die()
        return found

    setattr(owner, name, killed)


async def quick_model(_stack: AsyncExitStack, _settings: Settings) -> EmbeddingModel:
    return HashingModel()


def main() -> None:
    folder, port, point, nth = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], float(sys.argv[4])
    house._open_model = quick_model
    ingesting.WorkerSettings = _SETTINGS  # type: ignore[misc,assignment]  # of this process only
    configure_logging(level="WARNING")
    arm(point, nth)
    app = create_app(Settings(data_dir=folder))
    server = Server(
        app,
        address="127.0.0.1",
        port=port,
        interface=Interfaces.ASGI,
        log_level=LogLevels.warning,
    )
    asyncio.run(server.serve())


if __name__ == "__main__":
    main()
