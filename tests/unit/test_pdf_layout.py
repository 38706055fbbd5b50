"""Is a PDF read as a person reads the page: columns, tables, running heads, words broken at a margin?"""

from itertools import zip_longest

import pytest

from qa.reading import read_upload
from qa.reading.formats.pdf.page_lines import rows_of
from qa.reading.formats.pdf.words import Word
from qa.types import RawDocument
from tests.placed_pdf import Placed, lines_down, placed_pdf

LEFT = (
    "Dong song chay qua ba xa cua",
    "huyen roi do ra bien. Mua lu",
    "nuoc dang cao hon hai met va",
    "tran vao cac ruong ngo ven bo.",
    "Nguoi dan doi nha len doi tu",
    "thang tam den thang muoi.",
)
RIGHT = (
    "Cho phien hop vao ngay ram va",
    "mong mot. Ba con mang ngo va",
    "mat ong xuong ban cho khach o",
    "thanh pho. Gia mot lit mat ong",
    "la hai tram nghin dong, re hon",
    "gia trong cua hang.",
)


def paragraphs(data: bytes) -> list[str]:
    (found,) = read_upload(data, "a.pdf")
    assert isinstance(found, RawDocument), found
    return found.text.split("\n\n")


@pytest.mark.parametrize("drop", [0, 5])  # the lines of columns need not stand on one height
def test_columns_are_read_one_after_the_other_however_the_file_draws_them(drop: float) -> None:
    left, right = lines_down(50, 120, *LEFT), lines_down(320, 120 + drop, *RIGHT)
    row_by_row = [line for pair in zip_longest(left, right) for line in pair if line]
    above = (50, 80.0, "Tin trong huyen")
    below = (50, 240.0, "Moi tin gui ve phong van hoa cua huyen truoc ngay hai muoi hang thang, kem anh chup ro net.")
    assert paragraphs(placed_pdf([above, *row_by_row, below])) == [
        "Tin trong huyen", " ".join(LEFT), " ".join(RIGHT), below[2],
    ]  # fmt: skip


def test_three_columns_are_three() -> None:
    columns = [
        ("Mot hai ba bon nam sau", "bay tam chin muoi roi", f"lai mot lan nua thu {n}", "het cot nay.")
        for n in range(3)
    ]
    placed = [lines_down(40 + 180 * n, 100, *column) for n, column in enumerate(columns)]
    rows = [line for row in zip(*placed, strict=True) for line in row]
    assert paragraphs(placed_pdf(rows)) == [" ".join(column) for column in columns]


COLUMN = (
    "Ca basa nuoi trong be noi", "can nuoc chay", "va thuc an hai bua", "moi ngay, sang va chieu", "toi. Nguoi nuoi",
    "ghi lai so ca chet, nhiet do", "nuoc va gio cho an", "vao so de biet dan", "ca khoe hay yeu.",
)  # fmt: skip


def test_columns_with_ragged_edges_need_no_lines_at_the_same_height() -> None:
    lefts = (50, 230, 410)
    placed = [
        line for number, left in enumerate(lefts) for line in lines_down(left, 100 + 6 * number, *COLUMN, step=15)
    ]
    assert paragraphs(placed_pdf(sorted(placed, key=lambda line: line[1]))) == [" ".join(COLUMN)] * 3


def test_a_table_within_a_column_or_a_stretched_line_does_not_hide_the_column_beside_it() -> None:
    table = [
        (left, 100 + 15 * row, cell)
        for row, cells in enumerate((("Ao mot", "ba tan"), ("Ao hai", "hai tan")))
        for left, cell in zip((50, 150), cells, strict=True)
    ]
    stretched: list[Placed] = [(330, 100, "Cho ca"), (400, 100, "an"), (450, 100, "it thoi")]
    read = paragraphs(placed_pdf([*stretched, *table, *lines_down(50, 130, *COLUMN), *lines_down(330, 115, *COLUMN)]))
    assert "\n".join(read[:3]) == f"Ao mot | ba tan\nAo hai | hai tan\n{' '.join(COLUMN)}"
    assert " ".join(read[3:]).endswith(" ".join(COLUMN))


def stretched(left: float, top: float, *words: str) -> list[Placed]:
    """A line of words in Helvetica with blanks of the same width, wider than a letter is high, up to the margin."""
    placed, at = [], left
    for word in words:
        placed.append((at, top, word))
        at += sum(_WIDTHS[letter] for letter in word) * 0.011 + 16
    return placed


_WIDTHS = {
    "C": 722, "T": 611, **dict.fromkeys("abdeghnopqu", 556), **dict.fromkeys("cksvxyz", 500), "i": 222, "l": 222,
    "t": 278, "f": 278, "j": 222, "r": 333, "m": 833, "w": 722, ",": 278, ".": 278,
}  # fmt: skip


def test_lines_that_were_stretched_to_the_margin_are_no_rows_of_a_table() -> None:
    lines = [
        stretched(50, 100, "Ca", "basa", "nuoi"),
        stretched(50, 115, "trong", "be"),
        stretched(50, 130, "noi", "an", "it."),
    ]
    (read,) = paragraphs(placed_pdf([*lines[0], *lines[1], *lines[2]]))
    assert read == "Ca basa nuoi trong be noi an it."


def test_words_that_are_level_are_one_line_though_another_column_stands_higher() -> None:
    words = [
        Word("cao", 50, 80, 90, 100, 10),
        Word("nuoc", 300, 325, 94.8, 104.8, 10),
        Word("lon", 328, 345, 95.2, 105.2, 10),
    ]
    (row,) = rows_of(words)
    assert [piece.text for piece in row] == ["cao", "nuoc lon"]


def test_the_first_line_of_the_right_column_may_stand_above_those_of_the_left() -> None:
    left, right = lines_down(50, 130, *COLUMN), lines_down(330, 100, *COLUMN)
    assert paragraphs(placed_pdf(sorted([*left, *right], key=lambda line: line[1]))) == [" ".join(COLUMN)] * 2


def test_a_box_beside_the_text_is_read_by_itself() -> None:
    text = lines_down(50, 100, *(line + " va con keo dai ben kia." for line in LEFT))
    box = lines_down(420, 115, "Hop do: goi so mot", "mot bon khi co nguoi", "bi nan tren song.")
    read = paragraphs(placed_pdf(sorted([*text, *box], key=lambda line: line[1])))
    assert "Hop do: goi so mot mot bon khi co nguoi bi nan tren song." in read


def test_rows_of_a_table_are_lines_with_their_cells() -> None:
    rows = [("STT", "Viec", "Phi"), ("1", "Sao trich luc", "8.000 dong"), ("2", "Chung thuc chu ky", "10.000 dong")]
    placed = [
        (left, 100.0 + 18 * n, cell)
        for n, row in enumerate(rows)
        for left, cell in zip((50, 120, 350), row, strict=True)
    ]
    assert paragraphs(placed_pdf(placed)) == [" | ".join(row) for row in rows]


def test_a_number_far_before_its_item_is_no_cell() -> None:
    placed = [*lines_down(50, 100, "1.", "2."), *lines_down(75, 100, "Noi com dien hai lit", "Am dun nuoc mot lit")]
    assert paragraphs(placed_pdf(placed)) == ["1. Noi com dien hai lit", "2. Am dun nuoc mot lit"]


@pytest.mark.parametrize(
    ("rotate", "matrix"), [(90, "0 1 -1 0"), (0, "0 1 -1 0"), (270, "0 -1 1 0"), (180, "-1 0 0 -1")]
)
def test_a_turned_page_is_read_as_it_is_held(rotate: int, matrix: str) -> None:
    first, second = "Trang nay nam ngang vi co bang rong,", "nen nguoi doc phai xoay no lai."
    across = matrix == "-1 0 0 -1"
    step = {"0 1 -1 0": 15, "0 -1 1 0": -15, "-1 0 0 -1": 15}[matrix]
    places = [(400, 400), (400, 400 - step)] if across else [(300, 400), (300 + step, 400)]
    lines = [(float(left), float(top), text) for (left, top), text in zip(places, (first, second), strict=True)]
    assert paragraphs(placed_pdf(lines, rotate=rotate, matrix=matrix)) == [f"{first} {second}"]


# Running lines -------------------------------------------------------------------------------------------------------


def pages_with(*edges: tuple[str, str], apart: str = "") -> bytes:
    """Pages with a line at the top and one at the bottom of each, and different text between."""
    bodies = ("dong bang", "doi che", "rung thong", "bai bien", "hai dao", "dam sen")
    return placed_pdf(
        *(
            [(50, 60, top), *([(500, 60, apart.format(n))] if apart else []),
             (50, 120, f"Trang trai o {body} co muoi hai cong nhan."), (50, 780, bottom)]
            for n, ((top, bottom), body) in enumerate(zip(edges, bodies, strict=False), start=1)
        )
    )  # fmt: skip


def test_a_head_that_repeats_and_numbers_that_count_up_are_left_out() -> None:
    text = "\n".join(paragraphs(pages_with(*[("So tay nong trai", f"- {n} -") for n in range(7, 11)])))
    assert "So tay" not in text
    assert "- 7 -" not in text
    assert text.count("cong nhan.") == 4


def test_heads_of_chapters_beside_their_page_numbers_are_left_out() -> None:
    heads = [("Chuong mot", "a b"), ("Chuong mot", "c d"), ("Chuong hai", "e f"), ("Chuong hai", "g h")]
    text = "\n".join(paragraphs(pages_with(*heads, apart="{}")))
    assert "Chuong" not in text
    assert all(foot in text for _, foot in heads)


def test_what_stands_at_an_edge_and_says_something_else_each_time_is_text() -> None:
    hours = (4, 9, 2, 6)
    edges = [(f"Bai {n}", f"Thoi luong: {hour} tiet") for n, hour in enumerate(hours, start=1)]
    read = paragraphs(pages_with(*edges))
    assert all(top in read and bottom in read for top, bottom in edges)


def test_a_lone_number_is_text() -> None:
    placed = [
        (50.0, 60.0, "KE HOACH TRONG RUNG NGAP MAN VEN BIEN"),
        (50.0, 90.0, "2031"),
        (50.0, 150.0, "Moi ho nhan cay giong."),
        (50.0, 170.0, "12.500"),
    ]
    read = "\n".join(paragraphs(placed_pdf(placed)))
    assert "2031" in read
    assert read.endswith("12.500")
    assert "1998" in "\n".join(paragraphs(pages_with(("Nam", "1998"), ("Loai", "17"), ("So", "250"))))


def test_a_head_of_one_page_that_interrupts_a_sentence_is_left_out() -> None:
    above = "Dong song chay qua ba xa cua huyen roi do ra bien, con nuoc lu dang"
    below = "cao hon hai met va tran vao cac ruong ngo ven bo trong thang tam."
    data = placed_pdf([(50, 700, above)], [(50, 60, "So tay vung cao"), (50, 100, below)])
    assert paragraphs(data) == [f"{above} {below}"]


# Words and signs -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("Phong thong tin cua huyen lam mot cai infor-", "mation desk cho khach.", "information desk"),
        ("Nguoi dan o do noi tieng Phan-", "xi-pang va tieng khac.", "Phan-xi-pang"),
        ("Cau lac bo thanh nien tap o nha van hoa Binh-", "Hung vao toi thu bay.", "Binh-Hung"),
        ("Ai can xe cho nuoc thi goi so 0255 388 0", "177 truoc tam gio toi.", "0255 388 0177"),
        ("Trong nam qua ca huyen da trong duoc 12", "300 cay tren cac doi troc.", "12 300"),
    ],
)
def test_words_broken_at_the_margin_are_joined_as_a_reader_would(first: str, second: str, joined: str) -> None:
    (read,) = paragraphs(placed_pdf(lines_down(50, 100, first, second)))
    assert joined in read


def test_letters_set_apart_are_words() -> None:
    read = paragraphs(placed_pdf(lines_down(50, 100, "T H O N G   B A O", "Ve viec cap nuoc cho ba xa")))
    assert read == ["THONG BAO", "Ve viec cap nuoc cho ba xa"]


def test_no_control_character_comes_into_the_text() -> None:
    read = "".join(
        paragraphs(placed_pdf(lines_down(50, 100, "Mot dong co \\002 ky tu\\037 la.", "Dong sau binh-", "thuong.")))
    )
    assert read.isprintable()
