import pytest
from tests.unit.understanding.dictionary.words import entry

from znatok.kernel.ids import DepartmentId, new_uuid
from znatok.understanding.dictionary.errors import UnreadableCsv
from znatok.understanding.dictionary.exchange import Line, department_of, read, written
from znatok.understanding.dictionary.model import Kind

SALES = DepartmentId(new_uuid())


def test_what_is_written_is_read_again() -> None:
    entries = [
        entry("материальная помощь", "матпомощь", "мат. помощь"),
        entry('ООО "Север"; склад', "северок", kind=Kind.NICKNAME, department_id=SALES),
        entry("VPN", "впн", kind=Kind.ABBREVIATION, enabled=False),
    ]
    data = written(entries, {SALES: "Продажи"})
    assert [*read(data)] == [
        Line(2, "материальная помощь", ("матпомощь", "мат. помощь"), Kind.SYNONYM, "", True),
        Line(3, 'ООО "Север"; склад', ("северок",), Kind.NICKNAME, "Продажи", True),
        Line(4, "VPN", ("впн",), Kind.ABBREVIATION, "", False),
    ]


def test_a_spreadsheet_takes_no_cell_for_a_formula() -> None:
    data = written([entry("=HYPERLINK(1)", "+впн")], {})
    assert "'=HYPERLINK(1);'+впн" in data.decode("utf-8-sig")
    assert [line.canonical for line in read(data)] == ["=HYPERLINK(1)"]


def test_a_spreadsheet_in_russian_is_read() -> None:
    text = "Термин;Варианты;Вид;Подразделение;Включено\r\nотдел кадров;кадры|HR;Прозвище;;нет\r\n"
    expected = [Line(2, "отдел кадров", ("кадры", "HR"), Kind.NICKNAME, "", False)]
    assert [*read(text.encode("utf-8"))] == expected
    assert [*read(text.encode("cp1251"))] == expected


def test_commas_and_only_the_needed_columns_will_do() -> None:
    assert [*read(b"canonical,variants\nVPN,vpn1|vpn2\n\n")] == [
        Line(2, "VPN", ("vpn1", "vpn2"), Kind.SYNONYM, "", True)
    ]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", 1),
        ("слово;другое\nа;б\n".encode(), 1),
        (b"canonical;variants;kind\nVPN;vpn;thing\n", 2),
        (b"canonical;variants;enabled\nVPN;vpn;yes\nA B;ab;maybe\n", 3),
        (b'canonical;variants\n"VPN;vpn\n', 2),
        (b"\x00\x01\x02\x98", 1),
        (b"canonical;variants\n" + b"a;b\n" * 5_001, 5_001),
    ],
    ids=["empty", "header", "kind", "enabled", "quotes", "binary", "long"],
)
def test_says_what_is_wrong_and_where(data: bytes, line: int) -> None:
    with pytest.raises(UnreadableCsv) as caught:
        [*read(data)]
    assert caught.value.details["line"] == line
    assert "{" not in caught.value.message("ru") + caught.value.message("en")


def test_finds_a_department_by_its_name() -> None:
    assert department_of("", {}, 2) is None
    assert department_of("ПРОДАЖИ", {"продажи": SALES}, 2) == SALES
    with pytest.raises(UnreadableCsv):
        department_of("Склад", {"продажи": SALES}, 2)
