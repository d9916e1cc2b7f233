"""The record of one call to a vendor."""

from dataclasses import dataclass
from datetime import datetime

from znatok.llm.model import Finish, Usage
from znatok.llm.routing.model import Asker, ProviderId, Task


@dataclass(frozen=True, slots=True)
class ModelCall:
    """`ttft_ms`: to the first text or tool call, None if none came. `problem`: an error's slug.

    `cancelled`: the reader went away; the tokens until then are paid all the same.
    """

    at: datetime
    provider: ProviderId
    model: str
    task: Task
    asker: Asker
    usage: Usage
    estimated: bool
    cost_rub: float
    took_ms: int
    ttft_ms: int | None
    finish: Finish | None = None
    problem: str | None = None
    cancelled: bool = False
