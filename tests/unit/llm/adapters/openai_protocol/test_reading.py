"""Chunks as servers really send them."""

from typing import Any

import pytest

from znatok.llm.adapters.openai_protocol.reading import Answer, NonsenseError
from znatok.llm.model import Finish, Finished, Usage

Chunk = dict[str, Any]


def chunk(*choices: dict[str, Any], **more: Any) -> Chunk:
    body = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    return {**body, "choices": list(choices), **more}


def delta(finish: str | None = None, **fields: Any) -> Chunk:
    return chunk({"index": 0, "delta": fields, "finish_reason": finish})


def call(
    index: int | None, name: str | None, arguments: str | None, id_: str | None
) -> dict[str, Any]:
    return {"index": index, "id": id_, "function": {"name": name, "arguments": arguments}}


def read(*chunks: Chunk) -> tuple[str, Finished]:
    answer = Answer()
    text = "".join(answer.take(each) for each in chunks)
    assert answer.has_ended
    end = answer.finished()
    return text + answer.rest(), end


def test_chunks_without_choices_content_or_delta_are_borne() -> None:
    text, end = read(
        chunk(),
        delta(role="assistant", content=None),
        delta(content="Да"),
        chunk({"index": 0, "delta": None, "finish_reason": "stop"}),
        chunk(usage={"prompt_tokens": 9, "completion_tokens": 1, "total_tokens": 10}),
    )
    assert (text, end.finish, end.usage) == ("Да", Finish.STOP, Usage(9, 1))


def test_what_is_left_out_of_a_chunk_is_borne() -> None:
    """A model in Yandex's catalogue sends choices without a delta, and usage without choices."""
    text, end = read(
        chunk({"index": 0}),
        {"id": "1"},
        chunk({"index": 0, "delta": {"content": "Да"}}),
        chunk({"index": 0, "delta": {}, "finish_reason": "STOP"}),
    )
    assert (text, end.finish) == ("Да", Finish.STOP)


@pytest.mark.parametrize("word", ["null", "NULL", "usage", None, ""])
def test_a_word_for_not_ended_is_no_end(word: str | None) -> None:
    answer = Answer()
    assert answer.take(delta(word, content="Да")) == "Да"
    assert not answer.has_ended


def test_the_filter_s_own_phrase_is_no_part_of_the_answer() -> None:
    text, end = read(delta(content="Начало"), delta("content_filter", content="Не могу об этом."))
    assert (text, end.finish) == ("Начало", Finish.FILTERED)


def test_arguments_come_in_pieces_by_index() -> None:
    _, end = read(
        delta(tool_calls=[call(0, "a", "", "c1")]),
        delta(tool_calls=[call(1, "b", '{"y":', "c2")]),
        delta(tool_calls=[call(0, None, '{"x": 1}', None)]),
        delta("tool_calls", tool_calls=[call(1, None, " 2}", None)]),
    )
    assert [(c.id, c.name, c.arguments) for c in end.tool_calls] == [
        ("c1", "a", {"x": 1}),
        ("c2", "b", {"y": 2}),
    ]


def test_whole_calls_under_one_index_are_two() -> None:
    """Ollama numbers every call 0."""
    _, end = read(
        delta(tool_calls=[call(0, "a", '{"x": 1}', "c1")]),
        delta("stop", tool_calls=[call(0, "a", '{"x": 2}', "c2")]),
    )
    assert [c.arguments["x"] for c in end.tool_calls] == [1, 2]
    assert end.finish is Finish.TOOL_CALLS


def test_a_name_repeated_with_each_piece_is_one_call() -> None:
    _, end = read(
        delta(tool_calls=[call(0, "a", "", "c1")]),
        delta("tool_calls", tool_calls=[call(0, "a", '{"x": 1}', "c1")]),
    )
    assert len(end.tool_calls) == 1


def test_pieces_without_an_index_go_on_with_the_last_call() -> None:
    begun, rest = call(None, "a", '{"x":', "c1"), call(None, None, " 1}", None)
    del begun["index"], rest["index"]
    _, end = read(delta(tool_calls=[begun]), delta("tool_calls", tool_calls=[rest]))
    assert [(c.name, c.arguments) for c in end.tool_calls] == [("a", {"x": 1})]


def test_usage_may_lack_a_part() -> None:
    _, end = read(delta("stop"), chunk(usage={"prompt_tokens": 9}))
    assert end.usage == Usage(9)


@pytest.mark.parametrize("index", [None, 0])
def test_names_as_ids_become_ids(index: int | None) -> None:
    """YandexGPT gives the name of the function, twice for two calls."""
    calls = [call(index, "a", '{"x": 1}', "a"), call(index, "a", '{"x": 2}', "a")]
    _, end = read(delta("tool_calls", tool_calls=calls))
    ids = {c.id for c in end.tool_calls}
    assert len(ids) == 2
    assert "a" not in ids


@pytest.mark.parametrize("arguments", ["{", "[1]", '"text"'])
def test_a_broken_call_is_nonsense(arguments: str) -> None:
    with pytest.raises(NonsenseError):
        read(delta("tool_calls", tool_calls=[call(0, "a", arguments, "c1")]))


def test_a_call_that_the_length_cut_is_left_out() -> None:
    _, end = read(delta("length", tool_calls=[call(0, "a", '{"x":', "c1")]))
    assert (end.finish, end.tool_calls) == (Finish.LENGTH, ())


@pytest.mark.parametrize("field", ["reasoning_content", "reasoning"])
def test_reasoning_is_no_text(field: str) -> None:
    text, _ = read(delta(**{field: "думаю"}, content=None), delta("stop", content="Да"))
    assert text == "Да"


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (["<think>дум", "аю</think>", "\n\nДа", "."], "Да."),
        (["<th", "ink>", "a</think>Да"], "Да"),
        (["\n<think>\n</think>\n\nДа"], "Да"),
        (["<thesis>Да"], "<thesis>Да"),
        (["<", "b>Да"], "<b>Да"),
        (["<think>не кончил"], ""),
        (["Да <think>в тексте</think>"], "Да <think>в тексте</think>"),
        (["<thi"], "<thi"),
    ],
)
def test_reasoning_in_tags_is_no_text(pieces: list[str], text: str) -> None:
    assert read(*(delta(content=each) for each in pieces), delta("stop"))[0] == text


@pytest.mark.parametrize("broken", [[1, 2], "текст", {"choices": "abc"}, {"choices": [7]}, None])
def test_what_is_no_chunk_is_nonsense(broken: Any) -> None:
    with pytest.raises(NonsenseError):
        Answer().take(broken)


@pytest.mark.parametrize("reason", ["error", "insufficient_system_resource", "?"])
def test_an_end_that_is_none_is_nonsense(reason: str) -> None:
    with pytest.raises(NonsenseError):
        Answer().take(delta(reason, content=""))


def test_cached_tokens_are_found_under_either_name() -> None:
    told = {"prompt_tokens": 10, "completion_tokens": 2, "total_tokens": 12}
    openai = read(
        delta("stop"), chunk(usage=told | {"prompt_tokens_details": {"cached_tokens": 8}})
    )
    deepseek = read(delta("stop"), chunk(usage=told | {"prompt_cache_hit_tokens": 8}))
    assert openai[1].usage == deepseek[1].usage == Usage(10, 2, 8)
