"""The assistant: a question and its reader in, a stored, cited answer out."""

from collections.abc import AsyncIterator, Sequence

from znatok.access.model import Reader
from znatok.chat.model import (
    Answer,
    ChatEvent,
    Done,
    Message,
    Question,
    Started,
    new_exchange,
    whole_answer,
)
from znatok.chat.ports import AnswerJournal, Answers, Conversations
from znatok.chat.stages.question import clean_question

_REMEMBERED_MESSAGES = 6  # of the conversation before the question


class Assistant:
    def __init__(
        self, answers: Answers, conversations: Conversations, journal: AnswerJournal
    ) -> None:
        self._journal = journal
        self._answers = answers
        self._conversations = conversations

    async def ask(self, question: Question, reader: Reader) -> AsyncIterator[ChatEvent]:
        """Answer a question, telling what happens as it happens; the last event is `Done`.

        Raises:
            EmptyQuestion, QuestionTooLong: before anything is stored.
            NoSuchConversation: absent or another's.

        """
        clean_question(question.text)
        started = await self._conversations.begin(question, reader)
        yield started
        history = await self._history(question, reader, started)
        async for event in self._answers.run(question, history, reader, started):
            if isinstance(event, Done):
                await self._journal.answered(event.answer, reader)
                await self._conversations.finish(event.answer, reader)
            yield event

    async def answer(self, question: Question, reader: Reader) -> Answer:
        """The whole answer, for a caller who does not watch it being made.

        A new conversation is stored with its answer in one transaction.

        Raises:
            EmptyQuestion, QuestionTooLong, NoSuchConversation: as `ask`.

        """
        if question.conversation_id is not None:
            return await whole_answer(self.ask(question, reader))
        started = new_exchange(None)
        answer = await whole_answer(self._answers.run(question, (), reader, started))
        await self._journal.answered(answer, reader)
        await self._conversations.keep(question, started, answer, reader)
        return answer

    async def _history(
        self, question: Question, reader: Reader, started: Started
    ) -> Sequence[Message]:
        if question.conversation_id is None:
            return ()
        return await self._conversations.history(
            started.conversation_id,
            reader,
            before=started.question_id,
            limit=_REMEMBERED_MESSAGES,
        )
