"""A generative answerer over scripted models and real parts; what it sent is looked into."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tests.contract.embedding_model.hashing import HashingModel
from tests.standins.scripted import CAPABLE, Script, ScriptedModel, say
from tests.unit.chat.examples import MORPHOLOGY
from tests.unit.llm.routing.board import NO_PAUSE, Journal, Noon, Purse, Seconds

from znatok.access.model import Reader, Role
from znatok.chat.adapters.extractive import ExtractiveAnswerer
from znatok.chat.context import Bears, Context, Piece, Prompt, Unanswered
from znatok.chat.generative.answerer import GenerativeAnswerer, GenerativeSettings, Models
from znatok.chat.generative.egress import Clearing
from znatok.chat.model import Message, Written
from znatok.chat.prompts.templates import Templates
from znatok.chat.stages.generation import Thresholds
from znatok.chat.stages.prompt import build_prompt
from znatok.kernel.ids import DocumentId, UserId, new_uuid
from znatok.llm.model import Price, Region
from znatok.llm.routing.line import Line
from znatok.llm.routing.model import Notice as CrossingNotice
from znatok.llm.routing.model import ProviderCard, ProviderId, Task
from znatok.llm.routing.router import Router
from znatok.privacy.egress import EgressPolicy, EgressRules
from znatok.privacy.finding.everything import Rules
from znatok.privacy.ledger import Transfer
from znatok.privacy.masking import Masker
from znatok.privacy.model import DataClass, Finding

READER = Reader(UserId(new_uuid()), Role.USER)
TEMPLATES = Templates()
_NAME = re.compile(r"[А-Я][а-я]+(?:ов|ев|ин)[аыеу]?\s[А-Я][а-я]+\s[А-Я][а-я]+(?:ич|на)[аыеу]?")


class FullNames:
    """A `PersonalDataFinder` with the rules of the product and names in full."""

    def __init__(self) -> None:
        self._rules = Rules(MORPHOLOGY)

    async def find(self, texts: Sequence[str]) -> list[tuple[Finding, ...]]:
        return [
            self._rules.find(text, [each.span() for each in _NAME.finditer(text)]) for text in texts
        ]


@dataclass
class Classes:
    """`DocumentClasses` that a test fills."""

    known: dict[DocumentId, DataClass] = field(default_factory=dict)

    async def of(
        self, document_ids: Collection[DocumentId], reader: Reader
    ) -> Mapping[DocumentId, DataClass]:
        return {each: self.known[each] for each in document_ids if each in self.known}


@dataclass
class Record:
    """`Transfers`: `sent_before` counts what had left when each was recorded."""

    models: list[ScriptedModel]
    transfers: list[Transfer] = field(default_factory=list)
    sent_before: list[int] = field(default_factory=list)
    failure: Exception | None = None

    async def record(self, transfer: Transfer) -> None:
        if self.failure is not None:
            raise self.failure
        self.transfers.append(transfer)
        self.sent_before.append(sum(len(each.requests) for each in self.models))


@dataclass
class Roster:
    held: list[Line]

    def lines(self, task: Task, data_class: DataClass | None) -> Sequence[Line]:
        return self.held


@dataclass
class Told:
    """What an answerer said. `written`: the last piece, if there was one."""

    text: str
    pieces: list[Piece]

    @property
    def written(self) -> Written | None:
        last = self.pieces[-1] if self.pieces else None
        return last if isinstance(last, Written) else None

    @property
    def bears(self) -> list[Bears]:
        return [each for each in self.pieces if isinstance(each, Bears)]

    @property
    def unanswered(self) -> bool:
        return any(isinstance(each, Unanswered) for each in self.pieces)


@dataclass
class Desk:
    settings: GenerativeSettings = field(default_factory=GenerativeSettings)
    rules: EgressRules = field(default_factory=EgressRules)
    classes: Classes = field(default_factory=Classes)
    lines: list[Line] = field(default_factory=list)
    models: list[ScriptedModel] = field(default_factory=list)
    clearing: Callable[[EgressPolicy, Masker, Classes], Clearing] = Clearing

    def __post_init__(self) -> None:
        self.record = Record(self.models)
        self.purse = Purse()
        self.roster = Roster(self.lines)

    def add(
        self,
        script: Script | str,
        name: str = "первая",
        *,
        region: Region = Region.LOCAL,
        classes: frozenset[DataClass] = frozenset(DataClass),
        context_tokens: int = 32_768,
        price: Price | None = None,
    ) -> ScriptedModel:
        capabilities = replace(CAPABLE, region=region, context_tokens=context_tokens)
        made = say(*re.findall(r".{1,7}", script, re.DOTALL)) if isinstance(script, str) else script
        model = ScriptedModel(made, name=f"{name}-1", capabilities=capabilities)
        notice = CrossingNotice("77-1", date(2026, 1, 9)) if region is Region.FOREIGN else None
        card = ProviderCard(
            id=ProviderId(new_uuid()),
            name=name,
            kind="scripted",
            model=model.name,
            region=region,
            capabilities=capabilities,
            price=price or Price(),
            classes=classes,
            notice=notice,
        )
        self.lines.append(Line.opened(card, model, streams=10, now=Seconds()))
        self.models.append(model)
        return model

    @property
    def router(self) -> Router:
        return Router(
            roster=Roster(self.lines),
            journal=Journal(),
            purse=self.purse,
            clock=Noon(),
            retrying=NO_PAUSE,
        )

    @property
    def answerer(self) -> GenerativeAnswerer:
        policy = EgressPolicy(Noon(), self.rules)
        masker = Masker(FullNames(), MORPHOLOGY)
        return GenerativeAnswerer(
            Models(Roster(self.lines), self.router),
            self.clearing(policy, masker, self.classes),
            self.record,
            ExtractiveAnswerer(MORPHOLOGY, Thresholds()),
            embedding=HashingModel(),
            morphology=MORPHOLOGY,
            templates=TEMPLATES,
            settings=self.settings,
        )

    async def ask(self, made_of: Context, history: Sequence[Message] = ()) -> Told:
        prompt: Prompt = replace(build_prompt(made_of, history), reader=READER)
        pieces = [each async for each in self.answerer.write(prompt)]
        return Told("".join(each for each in pieces if isinstance(each, str)), pieces)

    @property
    def heard(self) -> str:
        """All that any model was sent."""
        return "\n".join(
            message.text
            for model in self.models
            for request in model.requests
            for message in request.messages
        )
