"""How is it said what was left out of a document, converted, or not read?"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from qa.types import NoteKind, ReadingNote

_LEFT_OUT = {
    NoteKind.HIDDEN: "đoạn bị gạch, bị xoá hay ẩn",
    NoteKind.RUNNING_LINE: "dòng đầu trang, chân trang",
    NoteKind.HIDDEN_SHEET: "trang tính ẩn",
    NoteKind.ATTACHMENT: "tệp đính kèm",
    NoteKind.CAPTION: "chú thích ảnh",
    NoteKind.RELATED: "đường dẫn tới bài khác",
    NoteKind.MENU: "dòng trình đơn",
    NoteKind.ADVERT: "quảng cáo",
    NoteKind.MEDIA: "dòng của ảnh, video",
    NoteKind.BYLINE: "dòng tên người viết, ngày giờ",
    NoteKind.OTHER: "dòng ngoài nội dung",
}
_NOT_READ = {NoteKind.PAGE_WITHOUT_TEXT: "trang không có lớp chữ"}
_CONVERTED = {NoteKind.CONVERTED: "bảng mã hay phông chữ cũ"}
_GROUPS: Mapping[str, Mapping[NoteKind, str]] = {
    "không đọc được": _NOT_READ,
    "đã đổi sang Unicode": _CONVERTED,
    "để ngoài": _LEFT_OUT,
}


def notes_sentence(notes: Iterable[ReadingNote]) -> str:
    """The counts by kind: “không đọc được 1 trang không có lớp chữ; để ngoài 3 chú thích ảnh”; "" for none."""
    counts: Counter[NoteKind] = Counter()
    for note in notes:
        counts[note.kind] += note.count
    return "; ".join(
        f"{done} " + ", ".join(f"{counts[kind]} {what}" for kind, what in kinds.items() if counts[kind])
        for done, kinds in _GROUPS.items()
        if any(counts[kind] for kind in kinds)
    )


def note_lines(notes: Sequence[ReadingNote]) -> Iterator[str]:
    """A line for each note, with its examples: “để ngoài 3 chú thích ảnh: “Ảnh: An”, …”."""
    for note in notes:
        shown = [f"“{example}”" for example in note.examples]
        more = ["…"] if note.count > len(shown) else []
        yield f"{notes_sentence([note])}: {', '.join(shown + more)}" if shown else notes_sentence([note])
