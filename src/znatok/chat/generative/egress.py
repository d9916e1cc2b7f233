"""What of a prompt a provider may see, and how."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from znatok.access.model import Reader
from znatok.chat.context import Prompt
from znatok.chat.generative.packing import Material, Said
from znatok.chat.generative.sources import Source, maskable, masked, source_of
from znatok.chat.model import Author, Message
from znatok.chat.ports import DocumentClasses
from znatok.chat.prompts.templates import Template
from znatok.kernel.ids import DocumentId
from znatok.llm.routing.egress import destination_of
from znatok.llm.routing.model import ProviderCard, Task
from znatok.llm.routing.ports import Roster
from znatok.privacy.egress import EgressPolicy, Passage
from znatok.privacy.masking import Masked, Masker
from znatok.privacy.model import DataClass

_AUTHORS = {
    ("ru", Author.USER): "Сотрудник",
    ("ru", Author.ASSISTANT): "Знаток",
    ("en", Author.USER): "Employee",
    ("en", Author.ASSISTANT): "Znatok",
}
_FIELDS = 4  # texts of a source that are sent


@dataclass(frozen=True, slots=True)
class Labelled:
    """All that an answer may be written from, with how sensitive each document is."""

    sources: tuple[Source, ...]
    classes: Mapping[DocumentId, DataClass]

    def class_of(self, source: Source) -> DataClass:
        return self.of(source.evidence.passage.fragment.document_id)

    def of(self, document_id: DocumentId) -> DataClass:
        return self.classes.get(document_id, DataClass.INTERNAL)


@dataclass(frozen=True, slots=True)
class Cleared:
    """What one provider may be sent. `back`: the way from tokens to what they stand for.

    `originals`: the sources that it may be sent, as they are before masking.
    """

    material: Material
    originals: tuple[Source, ...]
    withheld: tuple[Source, ...]
    classes: frozenset[DataClass]
    back: Masked | None


def narrowed(roster: Roster, card: ProviderCard) -> ProviderCard:
    """The card with those classes only whose own order of models, if there is one, names it."""
    allowed = frozenset(
        each
        for each in card.classes
        if any(line.card.id == card.id for line in roster.lines(Task.ANSWER, each))
    )
    return replace(card, classes=allowed)


class Clearing:
    """Every exit to a model goes through here: the sources, the question and the conversation."""

    def __init__(self, policy: EgressPolicy, masker: Masker, classes: DocumentClasses) -> None:
        self._policy = policy
        self._masker = masker
        self._classes = classes

    async def labelled(self, prompt: Prompt) -> Labelled:
        """The sources of a prompt and the classes of their and the conversation's documents."""
        language = prompt.context.language
        sources = tuple(
            source_of(n, each, language) for n, each in enumerate(prompt.sources, start=1)
        )
        documents = {each.evidence.passage.fragment.document_id for each in sources}
        for message in prompt.history:
            if message.answer is not None:
                documents |= {each.document_id for each in message.answer.citations}
        return Labelled(sources, await self._known(documents, prompt.reader))

    async def cleared(
        self, prompt: Prompt, labelled: Labelled, template: Template, card: ProviderCard
    ) -> Cleared | None:
        """What may be sent to a provider; None when that would be nothing to answer from.

        Raises:
            NamesUnusable: personal data cannot be found, so nothing may be sent.

        """
        if not self._shows(card, DataClass.INTERNAL):  # a question is as sensitive as that
            return None
        sources, withheld = self._split(labelled, card)
        if labelled.sources and not sources:
            return None
        said = [each for each in prompt.history if self._may_hear(each, labelled, card)]
        classes = {DataClass.INTERNAL, *map(labelled.class_of, sources)}
        classes |= {
            labelled.of(cited.document_id)
            for each in said
            if each.answer is not None
            for cited in each.answer.citations
        }
        spoken = [Said(_AUTHORS[template.language, each.author], each.text) for each in said]
        question = prompt.context.question
        if not self._policy.must_mask(destination_of(card), classes):
            material = Material(template, question, sources, spoken, masked=False)
            return Cleared(material, tuple(sources), tuple(withheld), frozenset(classes), None)
        sent = _texts(question, spoken, sources)
        once = tuple(dict.fromkeys(sent))  # titles and short passages come twice
        back = await self._masker.mask(once)
        hiding = dict(zip(once, back.texts, strict=True))
        texts = iter([hiding[each] for each in sent])
        question = next(texts)
        spoken = [Said(each.author, next(texts)) for each in spoken]
        hidden = [masked(each, _four(next(texts) for _ in range(_FIELDS))) for each in sources]
        material = Material(template, question, hidden, spoken, masked=True)
        return Cleared(material, tuple(sources), tuple(withheld), frozenset(classes), back)

    def _split(self, labelled: Labelled, card: ProviderCard) -> tuple[list[Source], list[Source]]:
        """What the company's policy and the provider's own setting let it see, and the rest."""
        allowed, withheld = self._policy.split(
            destination_of(card), labelled.sources, labelled.class_of
        )
        shown = [each for each in allowed if labelled.class_of(each) in card.classes]
        kept = {each.label for each in shown}
        return shown, [each for each in (*withheld, *allowed) if each.label not in kept]

    def _shows(self, card: ProviderCard, data_class: DataClass) -> bool:
        passage = self._policy.passage(destination_of(card), data_class)
        return passage is not Passage.NEVER and data_class in card.classes

    def _may_hear(self, message: Message, labelled: Labelled, card: ProviderCard) -> bool:
        """Whether an earlier message may be sent: an answer quotes documents of their own class."""
        if message.answer is None:
            return message.author is Author.USER
        # A document that the reader sees no more has no class here: then it counts as secret.
        known = labelled.classes
        cited = {known.get(each.document_id, DataClass.SECRET) for each in message.answer.citations}
        return all(self._shows(card, each) for each in cited)

    async def _known(
        self, documents: set[DocumentId], reader: Reader | None
    ) -> Mapping[DocumentId, DataClass]:
        if reader is None or not documents:
            return {}
        return await self._classes.of(documents, reader)


def _texts(question: str, said: Sequence[Said], sources: Sequence[Source]) -> list[str]:
    return [question, *(each.text for each in said), *(t for s in sources for t in maskable(s))]


def _four(texts: Iterator[str]) -> tuple[str, str, str, str]:
    title, place, text, whole = texts
    return title, place, text, whole
