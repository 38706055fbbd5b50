"""Which document does a spreadsheet hold?"""

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from qa.errors import DocumentError, UnreadableError
from qa.reading.containers import check_container
from qa.reading.decoding import check_text
from qa.reading.formats.tables.csv_files import marks_of
from qa.reading.formats.tables.question_rows import RowLine
from qa.reading.formats.tables.rows import lines_of
from qa.reading.limits import ReadingLimits
from qa.reading.notes import notes_of
from qa.types import RawDocument, Source, Span, SpanKind

_DAMAGED = "không mở được bảng tính; tệp bị hỏng, hãy lưu lại bằng Excel hay LibreOffice"
_DECIMALS = 10  # what Excel shows of a number without a format


def read_spreadsheet(data: bytes, origin: str, limits: ReadingLimits) -> RawDocument:
    """The rows of the sheets that are shown, one per line, each sheet below its name if there are several.

    Raises:
        UnreadableError: it is damaged, has a password, is no spreadsheet, or holds no text.
        TooLargeError: it unpacks to more than the limit, or its rows are longer than a document may be.
    """
    if data.startswith(b"PK"):
        check_container(data, limits, damaged=_DAMAGED)
    try:
        workbook = _workbook(data)
        sheets = [(name, list(lines_of(rows, limits))) for name, rows in _sheets(workbook)]
        hidden = [sheet.name for sheet in workbook.sheets_metadata if not _is_shown(sheet)]
    except DocumentError:
        raise
    except MemoryError:  # a limit, which is no damage
        raise
    except Exception as error:  # calamine raises errors of many kinds on a damaged file
        if "password" in str(error).lower():
            raise UnreadableError("bảng tính có mật khẩu; hãy bỏ mật khẩu rồi nạp lại") from error
        raise UnreadableError(_DAMAGED) from error
    sheets = [(name, lines) for name, lines in sheets if lines]
    text, marked = _laid_out(sheets)
    check_text(text, limits)
    return RawDocument(origin, Source(), text, marked, notes=notes_of(hidden_sheet=hidden))


def _workbook(data: bytes) -> Any:  # noqa: ANN401 - calamine is not imported before it is needed
    # Most runs read no spreadsheet.
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - see above

    return CalamineWorkbook.from_filelike(io.BytesIO(data))


def _is_shown(sheet: Any) -> bool:  # noqa: ANN401 - as above
    from python_calamine import SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415 - as above

    return bool(sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet)


def _sheets(workbook: Any) -> Iterator[tuple[str, Iterator[list[str]]]]:  # noqa: ANN401 - as above
    for sheet in workbook.sheets_metadata:
        if _is_shown(sheet):
            rows = workbook.get_sheet_by_name(sheet.name).iter_rows()
            yield sheet.name, ([_shown(cell) for cell in row] for row in rows)


def _shown(cell: Any) -> str:  # noqa: ANN401 - calamine gives a value of any of these types
    """The cell as a Vietnamese reader sees it: days as 5/3/2024, decimals with a comma."""
    if isinstance(cell, bool):
        return "Có" if cell else "Không"
    if isinstance(cell, datetime):
        day = f"{cell.day}/{cell.month}/{cell.year}"
        return day if cell.time() == time() else f"{day} {cell.hour}:{cell.minute:02}"
    if isinstance(cell, date):
        return f"{cell.day}/{cell.month}/{cell.year}"
    if isinstance(cell, time | timedelta):
        return str(cell)
    if isinstance(cell, float):
        return f"{cell:.{_DECIMALS}f}".rstrip("0").rstrip(".").replace(".", ",")
    return str(cell)


def _laid_out(sheets: list[tuple[str, list[RowLine]]]) -> tuple[str, tuple[Span, ...]]:
    pieces: list[str] = []
    marked: list[Span] = []
    length = 0
    for name, lines in sheets:
        if len(sheets) > 1 and name.strip():
            pieces.append(name)
            marked.append(Span(length, length + len(name), SpanKind.HEADING, 1))
            length += len(name) + 1
        marked += marks_of(lines, length)
        pieces += [line.text for line in lines]
        length += sum(len(line.text) + 1 for line in lines)
    return "\n".join(pieces), tuple(marked)
