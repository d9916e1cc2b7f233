"""Answers by language models, put together."""

from dataclasses import dataclass, field

from znatok.chat.generative.answerer import GenerativeAnswerer, GenerativeSettings, Models
from znatok.chat.generative.egress import Clearing
from znatok.chat.generative.ground import ModelsGround
from znatok.chat.ports import Answerer, DocumentClasses, Ground, Transfers
from znatok.chat.prompts.templates import Templates
from znatok.language.morphology import Morphology
from znatok.llm.ports import EmbeddingModel
from znatok.platform.settings import AnswerSettings
from znatok.privacy.egress import EgressPolicy
from znatok.privacy.masking import Masker


@dataclass(frozen=True, slots=True)
class Writing:
    """What answers by models need besides what every answer needs."""

    models: Models
    policy: EgressPolicy
    masker: Masker
    classes: DocumentClasses
    transfers: Transfers
    templates: Templates = field(default_factory=Templates)

    @property
    def ground(self) -> Ground:
        """What the memory of answers must know of models."""
        return ModelsGround(self.models.roster, self.templates)


def build_answerer(
    writing: Writing,
    fallback: Answerer,
    model: EmbeddingModel,
    morphology: Morphology,
    settings: AnswerSettings,
) -> Answerer:
    """Asks models while any is set up, and `fallback` when none is or none answers."""
    return GenerativeAnswerer(
        writing.models,
        Clearing(writing.policy, writing.masker, writing.classes),
        writing.transfers,
        fallback,
        embedding=model,
        morphology=morphology,
        templates=writing.templates,
        settings=GenerativeSettings(settings.unsupported, settings.courtesies, settings.max_tokens),
    )
