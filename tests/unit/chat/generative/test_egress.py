"""What a provider is sent, and what it is not."""

from dataclasses import replace

from tests.unit.chat.examples import asked, context, evidence, passage
from tests.unit.chat.generative.desk import Desk
from tests.unit.chat.generative.test_answerer import LEAVE, PAY

from znatok.chat.model import Answer, AnswerStatus, Author, Message, Trace, new_exchange
from znatok.chat.stages.formatting import Citations
from znatok.kernel.ids import MessageId, new_uuid
from znatok.llm.model import Region
from znatok.privacy.egress import EgressRules
from znatok.privacy.model import DataClass, PersonalKind
from znatok.understanding.model import Intent

NAME = "Петрова Анна Сергеевна"
CARD = f"Отпуск согласует {NAME}, телефон +7 912 345-67-89."


async def test_a_source_that_the_class_forbids_is_not_sent_and_is_named_in_the_answer() -> None:
    desk = Desk()
    desk.add("Отпуск длится 28 календарных дней [1].", region=Region.RUSSIA)
    leave, pay = passage(LEAVE, title="Отпуска"), passage(PAY, title="Ведомость")
    desk.classes.known[pay.fragment.document_id] = DataClass.SECRET
    told = await desk.ask(context(evidence(leave), evidence(pay)))
    assert "700 рублей" not in desk.heard
    assert told.text.endswith(
        "Языковой модели не показано по классу документа: «Ведомость» [2]. Откройте сами."
    )
    assert told.written is not None
    assert told.written.withheld == 1


async def test_when_no_model_may_see_anything_the_quotes_say_why() -> None:
    desk = Desk()
    model = desk.add("Отпуск длится 28 календарных дней [1].", region=Region.RUSSIA)
    leave = passage(LEAVE)
    desk.classes.known[leave.fragment.document_id] = DataClass.SECRET
    told = await desk.ask(context(evidence(leave)))
    assert model.requests == []
    assert told.text.endswith(
        "Модели эти документы не показывают, поэтому ответ составлен из цитат."
    )


async def test_a_models_own_limits_hold_within_the_policy() -> None:
    desk = Desk()
    model = desk.add("Что угодно [1].", classes=frozenset({DataClass.PUBLIC}))
    await desk.ask(context(evidence(passage(LEAVE))))
    assert model.requests == []  # the question itself is internal


async def test_personal_data_goes_out_as_tokens_and_comes_back_as_itself() -> None:
    desk = Desk()
    desk.add("Отпуск согласует ⟦ФИО_1⟧, телефон ⟦ТЕЛЕФОН_1⟧ [1].", region=Region.RUSSIA)
    told = await desk.ask(
        context(evidence(passage(CARD)), question=f"Отпуск согласует {NAME}?"),
        [asked(f"Кто такая {NAME}?")],
    )
    assert NAME not in desk.heard
    assert "912" not in desk.heard
    assert told.text == f"Отпуск согласует {NAME}, телефон +7 912 345-67-89 [1]."
    assert told.written is not None
    assert told.written.masked >= 4
    (transfer,) = desk.record.transfers
    assert transfer.masked[PersonalKind.PHONE] >= 1
    assert desk.record.sent_before == [0]


async def test_within_the_perimeter_nothing_is_masked_or_recorded() -> None:
    desk = Desk()
    desk.add(f"Отпуск согласует {NAME} [1].")
    await desk.ask(context(evidence(passage(CARD))))
    assert NAME in desk.heard
    assert desk.record.transfers == []


async def test_a_foreign_model_is_not_asked_without_the_companys_switch() -> None:
    leave = context(evidence(passage(LEAVE)))
    desk = Desk()
    model = desk.add("Отпуск длится 28 календарных дней [1].", region=Region.FOREIGN)
    await desk.ask(leave)
    assert model.requests == []
    desk.rules = EgressRules(allow_foreign=True)
    told = await desk.ask(leave)
    assert len(model.requests) == len(desk.record.transfers) == 1
    assert told.written is not None
    assert not told.written.fell_back


async def test_an_earlier_answer_from_a_secret_paper_is_not_sent_on() -> None:
    desk = Desk()
    desk.add("НЕТ ОТВЕТА", region=Region.RUSSIA)
    secret = passage("Оклад директора 900 000 рублей.", title="Ведомость")
    desk.classes.known[secret.fragment.document_id] = DataClass.SECRET
    (citation,) = Citations([evidence(secret)], 0.9).of("[1]")
    started = new_exchange(None)
    answer = Answer(
        started.conversation_id,
        started.message_id,
        AnswerStatus.ANSWERED,
        "Оклад директора 900 000 рублей [1].",
        (citation,),
        (),
        Trace(Intent.DOCUMENTATION, (), 1.0),
        0.9,
    )
    question = asked("Какой оклад у директора?")
    earlier = Message(
        MessageId(new_uuid()), Author.ASSISTANT, answer.text, question.created_at, answer=answer
    )
    await desk.ask(context(evidence(passage(LEAVE))), [question, earlier])
    assert "Какой оклад у директора?" in desk.heard
    assert "900 000" not in desk.heard
    del desk.classes.known[secret.fragment.document_id]  # deleted, or no longer for this reader
    await desk.ask(context(evidence(passage(LEAVE))), [question, earlier])
    assert "900 000" not in desk.heard
    plain = replace(earlier, answer=replace(answer, citations=(), text="Здравствуйте!"))
    await desk.ask(context(evidence(passage(LEAVE))), [replace(plain, text="Здравствуйте!")])
    assert "Знаток: Здравствуйте!" in desk.heard
