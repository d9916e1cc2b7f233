"""Stage 2, intent: what the message asks for; a prior for what follows, never a wall."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass

from znatok.chat.context import Prepared
from znatok.language.morphology import Morphology
from znatok.language.text import fold
from znatok.llm.ports import EmbeddingModel
from znatok.llm.switching import pinned
from znatok.understanding.intents import IntentClassifier, learn
from znatok.understanding.intents_shipped import Example
from znatok.understanding.model import Intent

_HELP = re.compile(
    r"^(?:help|помощь|помоги|справка|что ты (?:умеешь|можешь|знаешь)|кто ты(?: такой)?"
    r"|как (?:тобой|вами|этим) пользоваться|как ты работаешь|what can you do|who are you)\W*$"
)
_SMALL_TALK = re.compile(
    r"^(?:(?:привет(?:ик|ствую)?|здравствуй(?:те)?|добр(?:ый|ое|ого) (?:день|утро|вечер|дня)"
    r"|спасибо(?: большое)?|благодарю|пока|до свидания|как (?:дела|ты|жизнь)|ок|хорошо|понятно"
    r"|hello|hi|hey|thanks|thank you|bye)[\s,.!?)]*)+$"
)
_LONGEST = (
    300  # characters: a longer message is more than a greeting and is judged by its beginning
)


@dataclass(frozen=True, slots=True)
class IntentFound:
    """`direct`: it is answered without a search. `confidence`: probability of the intent, 0…1."""

    intent: Intent
    confidence: float
    direct: bool


@dataclass(frozen=True, slots=True)
class IntentThresholds:
    """From what probability a message is answered at once, not looked up in the documents.

    On benchmarks/sets/intents_dev.jsonl no question to the documents is above.
    """

    direct: float = 0.75


class IntentStage:
    """Plain greetings by a pattern, all else by a classifier over the question's own vector.

    The classifier learns when it is first asked, or in `prepare`: a second, once, off the loop.
    `examples`: an installation's own (message, intent), beside those that come with the product.
    """

    def __init__(
        self,
        embeddings: EmbeddingModel,
        morphology: Morphology,
        examples: Sequence[Example] = (),
        thresholds: IntentThresholds | None = None,
    ) -> None:
        # What is learned is of one model: the one in use now, whatever the index goes over to.
        self._embeddings = pinned(embeddings)
        self._morphology = morphology
        self._examples = tuple(examples)
        self._thresholds = thresholds or IntentThresholds()
        self._learning = asyncio.Lock()
        self._classifier: IntentClassifier | None = None

    async def prepare(self) -> None:
        """Learn now, so that nobody waits for it later."""
        await self._learned()

    async def run(self, prepared: Prepared) -> IntentFound:
        """The intent of a message.

        Raises:
            ModelUnavailable: the embedding model cannot answer now; safe to retry.

        """
        plain = plain_intent(prepared.text)
        if plain is not None:
            return IntentFound(plain, 1.0, direct=True)
        classifier = await self._learned()
        vectors = await self._embeddings.embed_queries([prepared.text])
        guess = classifier.classify(prepared.text[:_LONGEST], vectors[0])
        intent = Intent(guess.intent)
        sure = guess.confidence >= self._thresholds.direct
        # A company's own service may be asked about in the words of a plea for help («Почему
        # перестали работать сервисы?»), so help by its sound alone is looked up first.
        return IntentFound(intent, guess.confidence, direct=sure and intent is Intent.SMALL_TALK)

    async def _learned(self) -> IntentClassifier:
        async with self._learning:
            if self._classifier is None:
                self._classifier = await learn(self._embeddings, self._morphology, self._examples)
            return self._classifier


def plain_intent(text: str) -> Intent | None:
    """The intent of a message that is a mere greeting or call for help."""
    folded = fold(text)
    if len(folded) > _LONGEST:
        return None
    if _HELP.match(folded):
        return Intent.HELP
    return Intent.SMALL_TALK if _SMALL_TALK.match(folded) else None
