"""Stage 2, intent: is it a question to the documents, about the assistant, or small talk."""

import re

from znatok.chat.context import Prepared
from znatok.language.text import fold
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


def intent_of(prepared: Prepared) -> Intent:
    """The intent of a message; whatever is not plainly something else asks the documents."""
    text = fold(prepared.text)
    if _HELP.match(text):
        return Intent.HELP
    if _SMALL_TALK.match(text):
        return Intent.SMALL_TALK
    return Intent.DOCUMENTATION
