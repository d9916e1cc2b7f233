"""The answerer that asks language models, and falls back on the documents' own words."""

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from typing import Literal

import structlog

from znatok.chat.claims.checking import ClaimChecker
from znatok.chat.claims.markup import addresses_in
from znatok.chat.claims.values import ValueReader
from znatok.chat.context import Piece, Prompt, Unanswered
from znatok.chat.generative.courtesies import retold
from znatok.chat.generative.egress import Cleared, Clearing, Labelled, narrowed
from znatok.chat.generative.packing import Packed, packed
from znatok.chat.generative.proving import Proving
from znatok.chat.generative.sources import Source
from znatok.chat.markdown import inline
from znatok.chat.model import Written
from znatok.chat.ports import Answerer, Transfers
from znatok.chat.prompts.templates import Template, Templates
from znatok.chat.words import quoted, say
from znatok.kernel.errors import ZnatokError
from znatok.language.morphology import Morphology
from znatok.llm.model import TextDelta
from znatok.llm.ports import EmbeddingModel
from znatok.llm.routing.egress import destination_of
from znatok.llm.routing.line import Line
from znatok.llm.routing.model import Asker, Budget, RoutedDelta, RoutedEnd, Task
from znatok.llm.routing.ports import Roster
from znatok.llm.routing.router import Router
from znatok.privacy.ledger import Transfer
from znatok.understanding.model import Intent

log = structlog.get_logger()

_COURTESIES = frozenset({Intent.HELP, Intent.SMALL_TALK})


@dataclass(frozen=True, slots=True)
class GenerativeSettings:
    """`unsupported`: what becomes of a statement that no source bears. `courtesies`: whether models
    also answer greetings and questions about the assistant. `max_tokens`: of an answer.
    """

    unsupported: Literal["drop", "flag"] = "drop"
    courtesies: bool = False
    max_tokens: int = 1_024
    budget: Budget = field(default_factory=Budget)


@dataclass(frozen=True, slots=True)
class Models:
    """Who may be asked, and how one asks."""

    roster: Roster
    router: Router


@dataclass(frozen=True, slots=True)
class _Asked:
    """One provider with what it is to be sent."""

    line: Line
    cleared: Cleared
    packed: Packed


@dataclass(slots=True)
class _Attempt:
    """One provider's answer as far as it has come."""

    asked: _Asked
    proving: Proving
    end: RoutedEnd | None = None

    @property
    def is_cut(self) -> bool:
        return self.end is None or self.end.partial

    @property
    def is_nothing(self) -> bool:
        """Whether it broke off before anything was proved: then another may answer."""
        return self.is_cut and not self.proving.proof.shown


class GenerativeAnswerer:
    """`fallback` answers when no model does; it alone answers while none is set up."""

    def __init__(
        self,
        models: Models,
        clearing: Clearing,
        transfers: Transfers,
        fallback: Answerer,
        *,
        embedding: EmbeddingModel,
        morphology: Morphology,
        templates: Templates,
        settings: GenerativeSettings,
    ) -> None:
        self._models = models
        self._clearing = clearing
        self._transfers = transfers
        self._fallback = fallback
        self._embedding = embedding
        self._morphology = morphology
        self._values = ValueReader(morphology)
        self._templates = templates
        self._settings = settings

    async def write(self, prompt: Prompt) -> AsyncIterator[Piece]:
        context = prompt.context
        courteous = context.intent in _COURTESIES
        if not self._models.router.has_models(Task.ANSWER) or (
            courteous and not self._settings.courtesies
        ):
            async for piece in self._fallback.write(prompt):
                yield piece
            return
        template = self._templates.of(context.intent, context.language)
        pieces = self._courteous(prompt, template) if courteous else self._proved(prompt, template)
        async for piece in pieces:
            yield piece

    async def _proved(self, prompt: Prompt, template: Template) -> AsyncIterator[Piece]:
        """The answer of the first model of which something comes; else the fallback's."""
        labelled = await self._clearing.labelled(prompt)
        until = time.monotonic() + self._settings.budget.total_s
        tried = False
        for line in self._models.roster.lines(Task.ANSWER, None):
            try:
                async with asyncio.timeout(max(until - time.monotonic(), 0)):
                    asked = await self._prepared(prompt, labelled, template, line)
            except TimeoutError:
                break
            if asked is None:
                continue
            tried = True
            attempt = _Attempt(asked, self._proving(asked))
            async for piece in self._streamed(prompt, attempt, until - time.monotonic()):
                yield piece
            if not attempt.is_nothing:
                for piece in _concluded(attempt, template):
                    yield piece
                return
        async for piece in self._fallback.write(prompt):
            yield piece
        yield f"\n\n{say('model_silent' if tried else 'model_unshown', template.language)}"
        withheld = 0 if tried else len(labelled.sources)
        yield Written(prompt=template.version, fell_back=True, withheld=withheld)

    async def _streamed(
        self, prompt: Prompt, attempt: _Attempt, left_s: float
    ) -> AsyncIterator[Piece]:
        """What of a model's answer is proved, as it comes."""
        proving = attempt.proving
        budget = replace(self._settings.budget, total_s=max(left_s, 0.0))
        try:
            async with aclosing(self._routed(prompt, attempt.asked, budget)) as deltas:
                async for delta in deltas:
                    if isinstance(delta, RoutedEnd):
                        attempt.end = delta
                    elif isinstance(delta, TextDelta):
                        async for piece in proving.feed(delta.text):
                            yield piece
        except ZnatokError as error:
            log.warning(
                "model_not_asked", provider=attempt.asked.line.card.name, problem=error.slug
            )
        async for piece in proving.end(cut=attempt.is_cut):
            yield piece

    async def _prepared(
        self,
        prompt: Prompt,
        labelled: Labelled,
        template: Template,
        line: Line,
        *,
        sample: str = "",
    ) -> _Asked | None:
        """What this provider is to be sent; None when it may see nothing or nothing fits."""
        card = line.card
        try:
            shown = narrowed(self._models.roster, card)
            cleared = await self._clearing.cleared(prompt, labelled, template, shown)
            if cleared is None:
                return None
            tokens = card.capabilities.context_tokens
            ready = await packed(
                replace(cleared.material, sample=sample),
                tokens,
                self._settings.max_tokens,
                line.model.count_tokens,
                card.name,
            )
        except ZnatokError as error:
            log.warning("prompt_not_made", provider=card.name, problem=error.slug)
            return None
        return _Asked(line, cleared, ready)

    async def _routed(
        self, prompt: Prompt, asked: _Asked, budget: Budget
    ) -> AsyncGenerator[RoutedDelta, None]:
        """The model's answer with its tokens turned back; the transfer is recorded before."""
        card, cleared = asked.line.card, asked.cleared
        if destination_of(card).external:
            await self._transfers.record(_transfer(prompt, asked))
        reader = prompt.reader
        asker = Asker(
            reader.user_id if reader else None,
            reader.department_id if reader else None,
            prompt.message_id,
        )
        unmasking = cleared.back.stream() if cleared.back is not None else None
        async with aclosing(
            self._models.router.stream(
                Task.ANSWER,
                asked.packed.request,
                admits=lambda each: each == card,  # not what has become of it since
                budget=budget,
                asker=asker,
            )
        ) as deltas:
            async for delta in deltas:
                if unmasking is None or not isinstance(delta, TextDelta | RoutedEnd):
                    yield delta
                elif isinstance(delta, TextDelta):
                    yield TextDelta(unmasking.feed(delta.text))
                else:
                    yield TextDelta(unmasking.flush())
                    yield delta

    def _proving(self, asked: _Asked) -> Proving:
        """Statements are held against the documents themselves, not against what was masked."""
        ready = asked.packed
        shown = {each.label for each in ready.sources}
        grounds = [
            each.ground(extended=each.label in ready.extended)
            for each in asked.cleared.originals
            if each.label in shown
        ]
        allowed = frozenset().union(*(addresses_in(each.text) for each in grounds))
        checker = ClaimChecker(grounds, self._morphology, self._embedding, values=self._values)
        return Proving(checker, allowed, flag=self._settings.unsupported == "flag")

    async def _said(self, prompt: Prompt, asked: _Asked) -> str | None:
        """All that the model says; None when it was cut."""
        said = ""
        async with aclosing(self._routed(prompt, asked, self._settings.budget)) as deltas:
            async for each in deltas:
                if isinstance(each, TextDelta):
                    said += each.text
                elif isinstance(each, RoutedEnd) and each.partial:
                    return None
        return said

    async def _courteous(self, prompt: Prompt, template: Template) -> AsyncIterator[Piece]:
        """A greeting or a word about the assistant; without a model, or a fit one, its own."""
        own = "".join(
            [each async for each in self._fallback.write(prompt) if isinstance(each, str)]
        )
        prompt = replace(prompt, sources=())
        labelled = await self._clearing.labelled(prompt)
        for line in self._models.roster.lines(Task.ANSWER, None):
            asked = await self._prepared(prompt, labelled, template, line, sample=own)
            if asked is None:
                continue
            try:
                said = await self._said(prompt, asked)
            except ZnatokError as error:
                log.warning("model_not_asked", provider=line.card.name, problem=error.slug)
                continue
            if said is None:
                continue
            text = retold(said, own, prompt.context.question, self._morphology)
            yield text or own
            if text:
                name = line.card.name
                yield Written(provider=name, model=line.model.name, prompt=template.version)
            return
        yield own


def _concluded(attempt: _Attempt, template: Template) -> Iterator[Piece]:
    """What is said after an answer, or instead of it when nothing in it was proved."""
    language, withheld = template.language, attempt.asked.cleared.withheld
    if not attempt.proving.proof.shown:
        yield Unanswered()
    elif withheld:
        yield _kept_back(withheld, language)
    if attempt.is_cut:
        yield f"\n\n{say('answer_cut', language)}"
    yield _written(attempt, template)


def _written(attempt: _Attempt, template: Template) -> Written:
    asked, end, proof = attempt.asked, attempt.end, attempt.proving.proof
    back = asked.cleared.back
    return Written(
        provider=asked.line.card.name,
        model=end.model if end is not None else asked.line.model.name,
        prompt=template.version,
        cut=attempt.is_cut,
        unsupported=tuple(proof.unsupported),
        dropped=proof.dropped,
        cleaned=proof.removed,
        withheld=len(asked.cleared.withheld),
        masked=sum(back.counts.values()) if back is not None else 0,
        cost_rub=end.cost_rub if end is not None else 0.0,
    )


def _transfer(prompt: Prompt, asked: _Asked) -> Transfer:
    card, cleared = asked.line.card, asked.cleared
    destination = destination_of(card)
    return Transfer(
        by=prompt.reader.user_id if prompt.reader is not None else None,
        provider_id=destination.provider_id,
        model=asked.line.model.name,
        region=destination.region,
        fragments=tuple(each.evidence.passage.fragment.id for each in asked.packed.sources),
        classes=cleared.classes,
        masked=cleared.back.counts if cleared.back is not None else {},
        message=prompt.message_id,
        characters=sum(len(each.text) for each in asked.packed.request.messages),
    )


def _kept_back(withheld: tuple[Source, ...], language: str) -> str:
    """Which documents no model was shown, with labels by which the reader may open them."""
    titles: dict[str, int] = {}
    for each in withheld:
        titles.setdefault(each.evidence.passage.title, each.label)
    places = ", ".join(
        f"{quoted(inline(title), language)} [{label}]" for title, label in titles.items()
    )
    return f"\n\n{say('withheld', language, places=places)}"
