import pytest

from znatok.ingestion.errors import TooLarge
from znatok.ingestion.model import Limits
from znatok.ingestion.parsing import read_file

ROWS = (("Товар", "Цена, руб."), ("Стол; дубовый", "12500,50"), ("Стул", "3200"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_reads_the_table_excel_saves_in_russia(encoding: str) -> None:
    text = 'Товар;"Цена, руб."\r\n"Стол; дубовый";12500,50\r\nСтул;3200\r\n'
    parsed = read_file(text.encode(encoding), "прайс.csv")
    assert parsed.blocks[0].rows == ROWS


@pytest.mark.parametrize(("delimiter", "name"), [(",", "a.csv"), ("\t", "a.tsv"), ("|", "a.csv")])
def test_finds_the_delimiter(delimiter: str, name: str) -> None:
    text = "\n".join(delimiter.join(row) for row in (("имя", "город"), ("Анна", "Тверь")))
    assert read_file(text.encode(), name).blocks[0].rows == (("имя", "город"), ("Анна", "Тверь"))


def test_a_hint_of_excel_names_the_delimiter() -> None:
    assert read_file("sep=|\nа|б;в\n".encode(), "a.csv").blocks[0].rows == (("а", "б;в"),)


def test_a_line_end_inside_quotes_stays_in_its_cell() -> None:
    parsed = read_file('имя,адрес\nАнна,"Тверь,\nул. Мира"\n'.encode(), "a.csv")
    assert parsed.text == "имя | адрес\nАнна | Тверь, ул. Мира"


def test_too_many_cells_are_refused() -> None:
    with pytest.raises(TooLarge):
        read_file(("1,2,3\n" * 100).encode(), "a.csv", Limits(max_cells=200))
