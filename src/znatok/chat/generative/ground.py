"""What answers written by models stand on besides the documents and the reader."""

from znatok.access.model import Reader
from znatok.chat.generative.egress import narrowed
from znatok.chat.prompts.templates import Templates
from znatok.llm.routing.model import Task
from znatok.llm.routing.ports import Roster


class ModelsGround:
    """A `Ground`: who is asked in which order, what each may see, and what they are told."""

    def __init__(self, roster: Roster, templates: Templates) -> None:
        self._roster = roster
        self._version = templates.version

    async def state(self, reader: Reader) -> str | None:  # noqa: ARG002  # the port names it
        lines = self._roster.lines(Task.ANSWER, None)
        cards = [narrowed(self._roster, each.card) for each in lines]
        told = [
            f"{card.id} {card.model} {card.region.value} {card.notice} {sorted(card.classes)}"
            for card in cards
        ]
        return "; ".join((self._version, *told))
