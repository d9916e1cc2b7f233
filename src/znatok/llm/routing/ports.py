"""What the router needs of others."""

from collections.abc import Sequence
from typing import Protocol

from znatok.llm.routing.journal import ModelCall
from znatok.llm.routing.line import Line
from znatok.llm.routing.model import Asker, Task
from znatok.privacy.model import DataClass


class Roster(Protocol):
    """Who may be asked, in which order."""

    def lines(self, task: Task, data_class: DataClass | None) -> Sequence[Line]:
        """The chain of a task; `data_class`: of the most sensitive text in the request."""
        ...


class Journal(Protocol):
    """Keeps what was asked of vendors and what it cost."""

    def note(self, call: ModelCall) -> None:
        """Keep soon; never waits and never fails, for it is called while streams are torn down."""
        ...


class Purse(Protocol):
    """Says whether there is money."""

    async def is_spent(self, asker: Asker) -> bool:
        """Whether the user or the department has used up the month's roubles."""
        ...
