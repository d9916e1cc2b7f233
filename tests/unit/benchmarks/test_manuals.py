"""The manuals as a collection: what is taken out of their pages, and our questions about them."""

from pathlib import Path

import pytest
from manuals import (
    OWN,
    SETS,
    UNANSWERABLE,
    NotAvailableError,
    Package,
    distinct,
    read_lines,
    sections_of,
    unpacked,
)

FAQ = Package("some-faq", "1", "faq", "**/*.ru.html")
LONG = "Этот ответ написан по-русски и достаточно длинен, чтобы считаться разделом, а не подписью."
PAGE = """<html><body><div class="section"><div class="titlepage"><h2>1.2.&nbsp;{head}</h2></div>
<p>{text}</p><ul><li>первое</li><li>второе</li></ul>
<div class="section"><div class="titlepage"><h3>Часть</h3></div><p>{text} Ещё.</p></div>
</div></body></html>"""


def _sections(folder: Path, head: str, text: str = LONG) -> list[tuple[str, str, bool]]:
    (folder / "page.ru.html").write_text(PAGE.format(head=head, text=text), "utf-8")
    return [(each.heading, each.body, each.asks) for each in sections_of(FAQ, folder)]


def test_a_section_is_its_own_text_without_its_subsections(tmp_path: Path) -> None:
    found = _sections(tmp_path, "Установка")
    assert found == [
        ("Установка", f"{LONG}\nпервое\nвторое", False),
        ("Часть", f"{LONG} Ещё.", False),
    ]


def test_a_heading_that_asks_is_a_question(tmp_path: Path) -> None:
    assert _sections(tmp_path, "Как установить программу?")[0][2]


def test_a_heading_left_in_english_is_no_question(tmp_path: Path) -> None:
    assert not _sections(tmp_path, "How do I install a program?")[0][2]


def test_what_is_left_in_english_is_no_section(tmp_path: Path) -> None:
    english = "This answer has not been translated and tells a Russian reader very little indeed."
    assert _sections(tmp_path, "Установка", english) == []


def test_a_section_that_several_pages_have_counts_once(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / f"{name}.ru.html").write_text(PAGE.format(head="Общее", text=LONG), "utf-8")
    assert [each.page for each in distinct(sections_of(FAQ, tmp_path))] == ["one.ru.html"] * 2


def test_says_what_to_do_where_there_is_no_apt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NotAvailableError, match="apt-get is a Debian tool"):
        unpacked(FAQ, tmp_path / "packages")


def test_every_own_question_names_what_answers_it_in_a_few_words() -> None:
    rows = read_lines(SETS / OWN)
    assert len(rows) >= 350
    for each in rows:
        assert each["gold_ids"], each["id"]
        assert each["answers"], each["id"]
        assert max(len(answer.split()) for answer in each["answers"]) <= 12, each["id"]


def test_no_question_is_asked_twice_nor_both_answerable_and_not() -> None:
    own, unanswerable = read_lines(SETS / OWN), read_lines(SETS / UNANSWERABLE)
    assert all(not each["gold_ids"] for each in unanswerable)
    asked = [each["text"].casefold() for each in (*own, *unanswerable)]
    assert len(set(asked)) == len(asked)
