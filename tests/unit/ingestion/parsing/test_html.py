import pytest

from znatok.documents.model import BlockKind
from znatok.ingestion.errors import NoText, Unreadable
from znatok.ingestion.model import ParsedFile
from znatok.ingestion.parsing import read_file

PAGE = """<!doctype html><html><head><title>Отпуск</title><meta charset="{charset}">
<style>.secret {{ display: none }}</style></head><body>
<nav>Главная О нас</nav><h1>Порядок отпуска</h1>
<p>Заявление подают за&nbsp;<b>14</b> дней.<br>Форма свободная.</p>
<p style="display:none">Скрыто стилем</p><p class="secret">Скрыто классом</p><p hidden>Скрыто</p>
<ol start="2"><li>Заявление<ul><li>на бумаге</li></ul></li><li>Приказ</li></ol>
<table><tr><th rowspan="2">Отдел</th><th colspan="2">Дни</th></tr>
<tr><td>лето</td><td>зима</td></tr></table>
<pre>a = 1
b = 2</pre><script>alert('нет')</script></body></html>"""


def shown(parsed: ParsedFile, kind: BlockKind) -> list[str]:
    return [parsed.text[b.start : b.end] for b in parsed.blocks if b.kind is kind]


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251", "koi8-r"])
def test_reads_what_a_visitor_sees(charset: str) -> None:
    parsed = read_file(PAGE.format(charset=charset).encode(charset), "p.html")
    assert parsed.title == "Отпуск"
    assert shown(parsed, BlockKind.HEADING) == ["Порядок отпуска"]
    assert shown(parsed, BlockKind.PARAGRAPH) == ["Заявление подают за 14 дней.\nФорма свободная."]
    assert shown(parsed, BlockKind.LIST_ITEM) == ["2. Заявление", "на бумаге", "3. Приказ"]
    assert shown(parsed, BlockKind.CODE) == ["a = 1\nb = 2"]
    assert "Скрыто" not in parsed.text
    assert "alert" not in parsed.text
    assert "Главная" not in parsed.text


def test_merged_cells_are_repeated_in_each_place() -> None:
    parsed = read_file(PAGE.format(charset="utf-8").encode(), "p.html")
    table = next(b for b in parsed.blocks if b.kind is BlockKind.TABLE)
    assert table.rows == (("Отдел", "Дни", "Дни"), ("Отдел", "лето", "зима"))


def test_a_table_that_lays_out_the_page_is_no_table() -> None:
    page = "<table><tr><td><h2>Новости</h2><p>Текст</p></td><td><p>Меню дня</p></td></tr></table>"
    kinds = [b.kind for b in read_file(page.encode(), "p.html").blocks]
    assert BlockKind.TABLE not in kinds
    assert kinds[0] is BlockKind.HEADING


def test_a_raised_number_does_not_join_the_number_before_it() -> None:
    assert (
        read_file("<p>статья 12<sup>1</sup> и 5 м<sup>2</sup></p>".encode(), "p.html").text
        == "статья 12¹ и 5 м²"
    )


def test_a_page_without_text_is_no_text() -> None:
    with pytest.raises(NoText):
        read_file(b"<html><body><script>1</script></body></html>", "p.html")


def test_a_page_saved_under_the_name_of_a_document_is_read_with_a_warning() -> None:
    parsed = read_file("<html><body><p>Отчёт</p></body></html>".encode(), "отчёт.doc")
    assert (parsed.kind, parsed.text, parsed.warnings) == ("html", "Отчёт", ("wrong-extension",))


def test_nesting_is_read_as_deep_as_people_write_and_refused_by_name_beyond() -> None:
    def nested(depth: int) -> bytes:
        return ("<div>" * depth + "дно" + "</div>" * depth).encode()

    assert read_file(nested(200), "p.html").text == "дно"
    with pytest.raises(Unreadable):
        read_file(nested(100_000), "p.html")


def test_a_first_row_across_all_columns_is_a_caption() -> None:
    page = (
        "<html><body><table><tr><td colspan=2>Сроки поставки</td></tr>"
        "<tr><td>Товар</td><td>Дней</td></tr><tr><td>Насос</td><td>10</td></tr></table></body></html>"
    )
    parsed = read_file(page.encode(), "p.html")
    assert shown(parsed, BlockKind.PARAGRAPH) == ["Сроки поставки"]
    assert parsed.blocks[-1].rows == (("Товар", "Дней"), ("Насос", "10"))
