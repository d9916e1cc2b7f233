"""Why no model answers."""

from collections.abc import Sequence
from enum import StrEnum

from znatok.kernel.errors import Unavailable
from znatok.llm.errors import ModelBusy, ModelUnavailable
from znatok.llm.routing.model import FailedAttempt


class Why(StrEnum):
    NOT_CONFIGURED = "not_configured"  # no provider is set up for this task
    NOT_ADMITTED = "not_admitted"  # the egress policy allows none of them
    BUDGET_SPENT = "budget_spent"
    FAILED = "failed"  # those that might, could not


class NoModelAvailable(Unavailable):
    """Nothing could begin: not a character was given out. `why` and `attempts` tell."""

    slug = "no-model-available"
    ru = "Ни одна языковая модель сейчас не может ответить."
    en = "No language model can answer now."

    def __init__(self, why: Why, attempts: Sequence[FailedAttempt] = ()) -> None:
        tried = [f"{each.provider}: {each.problem}" for each in attempts]
        super().__init__(why=why.value, attempts=tried)
        self.why = why
        self.attempts = tuple(attempts)


class BudgetSpent(NoModelAvailable):
    """The month's roubles are used up, and no provider that costs nothing could answer."""

    slug = "model-budget-spent"
    ru = "Месячный лимит расходов на языковые модели исчерпан; ответ составлен без модели."
    en = "This month's spending limit for language models is reached; answered without a model."

    def __init__(self, attempts: Sequence[FailedAttempt] = ()) -> None:
        super().__init__(Why.BUDGET_SPENT, attempts)


class ModelTooSlow(ModelUnavailable):
    """A time budget has run out. Details: `model`."""

    slug = "model-too-slow"
    ru = "Модель {model} не уложилась в отведённое время."
    en = "The model {model} did not keep to its time."


class QueueFull(ModelBusy):
    """Too many of our own requests wait for this provider. Details: `model`."""

    slug = "model-queue-full"


class EmptyAnswer(ModelUnavailable):
    """The stream ended well and without a character. Details: `model`."""

    slug = "model-empty-answer"
    ru = "Модель {model} вернула пустой ответ."
    en = "The model {model} returned an empty answer."


class ProviderResting(ModelUnavailable):
    """It has kept failing and is left alone for a while. Details: `model`."""

    slug = "model-resting"
    ru = "Модель {model} недавно не отвечала; следующая попытка чуть позже."
    en = "The model {model} has been failing; it will be tried again a little later."
