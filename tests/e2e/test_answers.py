"""What an answer shows, hides and survives."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Route, expect
from tests.e2e.conftest import Visiting
from tests.e2e.server import REPOSITORY
from tests.e2e.visitor import OLGA, Visitor, folded

pytestmark = pytest.mark.e2e

_GOLDEN = REPOSITORY / "examples" / "demo_company" / "golden.jsonl"
_LEAVE = "За сколько дней нужно подать заявление, чтобы перенести отпуск?"
# Asked once each: an answer that is remembered comes in one piece.
_MOVED = "За сколько дней до отпуска подают заявление, чтобы его перенести?"
_POSTPONED = "Когда нужно подать заявление о переносе отпуска?"
_UNANSWERABLE = "Сколько дней длится учебный отпуск на сессию?"


def _golden() -> dict[str, dict[str, Any]]:
    lines = _GOLDEN.read_text(encoding="utf-8").splitlines()
    return {question["id"]: question for question in map(json.loads, lines)}


def test_what_no_document_tells_is_said_not_to_be_found(visitor: Visitor) -> None:
    visitor.signed_in(OLGA)
    turn = visitor.ask(_UNANSWERABLE)
    expect(turn.get_by_role("heading", name="В документах ответа нет")).to_be_visible()
    expect(turn.get_by_role("heading", name="Ближайшее по теме")).to_be_visible()
    expect(turn).not_to_contain_text("[1]")  # a marker is a chip or nothing
    places = turn.get_by_role("list").get_by_role("button")
    assert places.count() >= 1
    expect(turn.get_by_role("heading", name="Кого спросить")).to_be_visible()
    expect(turn.get_by_role("link", name="К документам")).to_be_visible()
    places.first.click()
    expect(visitor.evidence.locator("[data-quote]").first).to_be_in_viewport()


@pytest.mark.parametrize("number", ["g076", "g091", "g143"])
def test_what_a_reader_may_not_see_is_nowhere_on_his_page(number: str, visiting: Visiting) -> None:
    golden = _golden()
    hidden = golden[number]
    shown = golden[hidden["twin"]]
    assert hidden["reason"] == "forbidden"
    assert hidden["forbidden"]

    stranger = visiting()
    stranger.signed_in(hidden["reader"])
    stranger.ask(hidden["question"])
    for words in hidden["forbidden"]:
        assert words not in stranger.text()
        assert words not in folded(stranger.page.content())
    stranger.page.reload()
    expect(stranger.turn(hidden["question"])).to_have_attribute("data-phase", "done")
    for words in hidden["forbidden"]:
        assert words not in stranger.text()

    reader = visiting()
    reader.signed_in(shown["reader"])
    text = folded(reader.answer(reader.ask(shown["question"])).inner_text())
    for wordings in shown["answer_any"]:
        assert any(wording in text for wording in wordings), text


def test_an_example_question_is_really_answered(visitor: Visitor) -> None:
    visitor.signed_in(OLGA)
    examples = visitor.page.get_by_role("region", name="Например").get_by_role("button")
    question = folded(examples.first.inner_text())
    examples.first.click()
    turn = visitor.turn(question)
    expect(turn).to_have_attribute("data-phase", "done", timeout=60_000)
    visitor.open_evidence(turn)
    expect(visitor.evidence.locator("[data-quote]").first).to_be_in_viewport()


def _break_after(event: str, count: int) -> Any:
    """Lets the answer's stream come only as far as the `count`-th event of a kind."""

    def fulfil(route: Route) -> None:
        answer = route.fetch()
        events = answer.text().replace("\r\n", "\n").split("\n\n")
        seen, kept = 0, []
        for each in events:
            kept.append(each)
            seen += f"event: {event}\n" in each + "\n"
            if seen == count:
                break
        assert seen == count, "the stream had fewer events"
        assert not any("event: done" in each for each in kept)
        route.fulfill(response=answer, body="\n\n".join(kept) + "\n\n")

    return fulfil


def _never_answered(route: Route) -> None:
    """Neither passed on nor refused: the page waits."""


def test_a_refresh_in_the_middle_of_an_answer_gives_the_whole_answer(visitor: Visitor) -> None:
    visitor.signed_in(OLGA)
    visitor.page.route("**/api/v1/chat", _break_after("delta", 1))
    # The lost connection stays lost until the page is opened anew.
    visitor.page.route("**/api/v1/chat/*/stream", _never_answered)
    visitor.composer.fill(_MOVED)
    visitor.composer.press("Enter")
    turn = visitor.turn(_MOVED)
    expect(turn.get_by_text("Связь прервалась.")).to_be_visible()
    half = folded(visitor.answer(turn).locator(".prose").inner_text())
    visitor.page.unroute_all(behavior="ignoreErrors")
    visitor.page.reload()
    expect(turn).to_have_attribute("data-phase", "done", timeout=60_000)
    whole = folded(visitor.answer(turn).locator(".prose").inner_text())
    assert half != ""
    assert whole.startswith(half)
    assert len(whole) > len(half)
    _verify_whole(visitor, _MOVED)


def test_a_broken_stream_is_gone_on_with_and_repeats_nothing(visitor: Visitor) -> None:
    visitor.signed_in(OLGA)
    visitor.page.route("**/api/v1/chat", _break_after("delta", 2))
    visitor.ask(_POSTPONED)
    assert any("/stream" in url for url in visitor.watch.requests)
    _verify_whole(visitor, _POSTPONED)


def _verify_whole(visitor: Visitor, question: str) -> None:
    """The page shows once what the server holds as the answer."""
    turn = visitor.turn(question)
    expect(visitor.page.get_by_role("article")).to_have_count(1)
    shown = folded(visitor.answer(turn).inner_text())
    with visitor.server.caller(OLGA) as caller:
        stored = caller.get(f"/conversations/{visitor.conversation_id()}")["messages"]
    assert [message["role"] for message in stored] == ["user", "assistant"]
    citations, said = stored[1]["citations"], folded(stored[1]["text"])
    markers = re.findall(r"(?<!\\)\[(\d+)\]", said)
    assert {int(number) for number in markers} == {citation["n"] for citation in citations}
    expect(visitor.chips(turn)).to_have_count(len(markers))
    assert "за 14 календарных дней" in shown
    assert shown.count("за 14 календарных дней") == said.count("за 14 календарных дней")
    for citation in citations:
        clause = re.sub(r"^[\d.]+ ", "", folded(citation["quote"]))  # its number is said before it
        assert clause[:40] in shown


def test_thumbs_up_is_stored(visitor: Visitor) -> None:
    visitor.signed_in(OLGA)
    turn = visitor.ask(_LEAVE)
    turn.get_by_role("button", name="Ответ полезен").click()
    expect(turn.get_by_text("Спасибо, учтём.")).to_be_visible()
    assert _rating(visitor) == 1
    visitor.page.reload()
    expect(visitor.page.get_by_role("button", name="Ответ полезен")).to_have_attribute(
        "aria-pressed", "true"
    )


def test_thumbs_down_is_stored_with_its_reason(visitor: Visitor) -> None:
    visitor.signed_in(OLGA)
    turn = visitor.ask(_LEAVE)
    turn.get_by_role("button", name="Ответ не помог").click()
    turn.get_by_role("textbox", name="Что не так?").fill("Спрашивала о другом отпуске")
    with visitor.page.expect_request("**/feedback") as sent:
        turn.get_by_role("button", name="Отправить отзыв").click()
    assert sent.value.post_data_json == {"rating": -1, "reason": "Спрашивала о другом отпуске"}
    expect(turn.get_by_text("Спасибо, учтём.")).to_be_visible()
    assert _rating(visitor) == -1
    visitor.page.reload()
    expect(visitor.page.get_by_role("button", name="Ответ не помог")).to_have_attribute(
        "aria-pressed", "true"
    )


def _rating(visitor: Visitor) -> int | None:
    with visitor.server.caller(OLGA) as caller:
        messages = caller.get(f"/conversations/{visitor.conversation_id()}")["messages"]
    rating: int | None = messages[-1]["rating"]
    return rating
