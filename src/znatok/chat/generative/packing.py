"""As many sources as a model's context holds: pieces of evidence whole, the best first."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from znatok.chat.generative.sources import Source, attribute, neutral
from znatok.chat.prompts.templates import Template, filled
from znatok.llm.errors import ContextTooLong
from znatok.llm.model import ChatMessage, ChatRequest, Role
from znatok.privacy.masking import INSTRUCTION_EN, INSTRUCTION_RU

Count = Callable[[str], Awaitable[int]]

# Tokens are counted by estimate where a vendor has no cheap way; ports.ChatModel allows a tenth.
_SURE = 1.1
_ANSWER_SHARE = 0.25  # of a small context at most, so that sources have room
_TALK_SHARE = 0.2  # of what is left, for the conversation before the question
_OF_MESSAGE = 8  # tokens that a vendor's own marks around a message take


@dataclass(frozen=True, slots=True)
class Said:
    """A message of the conversation. `author`: as the prompt calls him."""

    author: str
    text: str


@dataclass(frozen=True, slots=True)
class Packed:
    """`extended`: labels of the sources that are shown with all of their fragment."""

    request: ChatRequest
    sources: tuple[Source, ...]
    extended: frozenset[int]


@dataclass(frozen=True, slots=True)
class Material:
    """All that may go into a prompt, as the provider may see it.

    `sample`: the assistant's own words, to be retold where no document is asked for.
    """

    template: Template
    question: str
    sources: Sequence[Source]
    said: Sequence[Said]
    masked: bool
    sample: str = ""


async def packed(
    material: Material, context_tokens: int, max_tokens: int, count: Count, name: str
) -> Packed:
    """The prompt for a model of `context_tokens`, with room for an answer of `max_tokens`.

    Raises:
        ContextTooLong: not even the question and the best piece of evidence fit.

    """
    answer = min(max_tokens, int(context_tokens * _ANSWER_SHARE))
    frame = _request(material, (), (), frozenset(), answer)
    room = context_tokens / _SURE - answer - 2 * _OF_MESSAGE
    for each in frame.messages:
        room -= await count(each.text)
    short = {each.label: await count(_shown(material, each, {})) for each in material.sources}
    chosen: list[Source] = []
    for source in material.sources:
        if short[source.label] <= room:
            chosen.append(source)
            room -= short[source.label]
    if material.sources and not chosen:
        raise ContextTooLong(model=name)
    said, used = await _recent(material, room * _TALK_SHARE, count)
    room -= used
    extended: set[int] = set()
    fragments: set[object] = set()
    for source in chosen:
        fragment = source.evidence.passage.fragment.id
        if fragment in fragments or source.whole == source.text:
            continue
        more = await count(_shown(material, source, {source.label: True})) - short[source.label]
        if more <= room:
            extended.add(source.label)
            fragments.add(fragment)
            room -= more
    known = frozenset(extended)
    request = _request(material, chosen, said, known, answer)
    return Packed(request, tuple(chosen), known)


async def _recent(material: Material, room: float, count: Count) -> tuple[tuple[Said, ...], float]:
    """The latest messages that fit, in their order, and the tokens they take."""
    kept: list[Said] = []
    used = 0.0
    for each in reversed(material.said):
        taken = await count(_turn(material.template, each))
        if used + taken > room:
            break
        kept.append(each)
        used += taken
    return tuple(reversed(kept)), used


def _request(
    material: Material,
    sources: Sequence[Source],
    said: Sequence[Said],
    extended: frozenset[int],
    answer: int,
) -> ChatRequest:
    template = material.template
    instruction = INSTRUCTION_EN if template.language == "en" else INSTRUCTION_RU
    system = filled(template.system, masking=f"8. {instruction}" if material.masked else "")
    whole = dict.fromkeys(extended, True)
    user = filled(
        template.user,
        sources=material.sample or "\n\n".join(_shown(material, each, whole) for each in sources),
        conversation=_conversation(template, said),
        question=neutral(material.question),
    )
    messages = (ChatMessage(Role.SYSTEM, system.strip()), ChatMessage(Role.USER, user))
    return ChatRequest(messages, max_tokens=answer, temperature=0.0)


def _conversation(template: Template, said: Sequence[Said]) -> str:
    if not said:
        return ""
    turns = "\n".join(_turn(template, each) for each in said)
    name = "conversation" if template.language == "en" else "разговор"
    return f"\n<{name}>\n{turns}\n</{name}>\n"


def _turn(template: Template, said: Said) -> str:
    return filled(template.turn, author=said.author, text=neutral(said.text))


def _shown(material: Material, source: Source, whole: Mapping[int, bool]) -> str:
    place = attribute(source.place)
    name = "place" if material.template.language == "en" else "место"
    return filled(
        material.template.source,
        label=str(source.label),
        title=attribute(source.title),
        place=f' {name}="{place}"' if place else "",
        text=neutral(source.whole if whole.get(source.label) else source.text),
    )
