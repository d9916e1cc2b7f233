"""A script that reads what it is given: the model of `make demo-llm`.

It understands nothing: it answers with the sentence of a source that shares most words with the
question, and names the source's label. It shows the way of an answer, not its wit.
"""

import re
from collections.abc import Iterator

from tests.standins.scripted import Pause, Step

from znatok.llm.model import ChatRequest, Role

_SOURCE = re.compile(r'<источник метка="(\w+)"[^>]*>\n?(.*?)\n?</источник>', re.DOTALL)
_QUESTION = re.compile(r"<вопрос>\s*(.*?)\s*</вопрос>", re.DOTALL)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")
_WORD = re.compile(r"\w{3,}")
_PREFIX = 5  # letters: what the forms of one Russian word mostly share
_NOTHING = "НЕТ ОТВЕТА"
_WORD_S = 0.03  # as fast as a person reads


def reader(request: ChatRequest) -> Iterator[Step]:
    """The sentence that answers best, word by word, with its label."""
    heard = next(each.text for each in reversed(request.messages) if each.role is Role.USER)
    asked = _QUESTION.search(heard)
    wanted = _stems(asked[1] if asked else heard)
    best, label = "", ""
    for source in _SOURCE.finditer(heard):
        for sentence in _SENTENCE.findall(source[2]):
            if len(wanted & _stems(sentence)) > len(wanted & _stems(best)):
                best, label = sentence.strip(), source[1]
    answer = f"{best.rstrip('.')} [{label}]." if best else _NOTHING
    for word in re.findall(r"\S+\s*", answer):
        yield word
        yield Pause(_WORD_S)


def _stems(text: str) -> set[str]:
    return {word[:_PREFIX] for word in _WORD.findall(text.lower())}
