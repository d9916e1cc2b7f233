"""What can go wrong in a conversation."""

from typing import ClassVar

from znatok.kernel.errors import Invalid, NotFound


class EmptyQuestion(Invalid):
    slug = "empty-question"
    ru = "Вопрос пуст. Напишите в поле message, что вы хотите узнать."
    en = "The question is empty. Write in the field message what you want to know."


class QuestionTooLong(Invalid):
    slug = "question-too-long"
    ru = "Вопрос слишком длинный: {length} знаков при пределе {limit}. Сократите его."
    en = "The question is too long: {length} characters, the limit is {limit}. Shorten it."


class NoSuchConversation(NotFound):
    slug = "no-such-conversation"
    ru = "Беседа не найдена: она удалена или принадлежит не вам."
    en = "No such conversation: it was deleted or is not yours."


class NoSuchMessage(NotFound):
    slug = "no-such-message"
    ru = "Сообщение не найдено: оно удалено или принадлежит не вам."
    en = "No such message: it was deleted or is not yours."


class BadRating(Invalid):
    slug = "bad-rating"
    ru = "Оценка rating должна быть -1, 1 или числом от 1 до 5."
    en = "The rating must be -1, 1 or a number from 1 to 5."
    allowed: ClassVar[frozenset[int]] = frozenset({-1, 1, 2, 3, 4, 5})
