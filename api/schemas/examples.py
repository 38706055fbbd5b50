"""What does the JSON look like, by example? Shown in /openapi.json."""

from typing import Any
from urllib.parse import quote

from pydantic import ConfigDict

QUESTION = "Ai dẫn đầu đoàn đại biểu sang thăm?"
BEFORE = "Đoàn đến Viêng Chăn sáng 2/6. "
ANSWERING = "Trung tướng Trần Văn Mẫu"
SENTENCE = f"{ANSWERING} dẫn đầu đoàn đại biểu."
AFTER = " Chuyến thăm kéo dài bốn ngày."
TEXT = BEFORE + SENTENCE + AFTER
SHA256 = "3f5a" * 16

META: dict[str, Any] = {
    "id": "doan-dai-bieu-1a2b3c4d",
    "title": "Đoàn đại biểu sang thăm",
    "publisher": "Báo Mẫu",
    "url": "https://bao.example/doan-dai-bieu",
    "published_at": "2022-06-02",
    "author": "Nguyễn Thị Mẫu",
    "sha256": SHA256,
    "characters": len(TEXT),
}
LINK = f"sources/{META['id']}?start={len(BEFORE)}&end={len(BEFORE + SENTENCE)}&sha256={SHA256}"
ANSWER: dict[str, Any] = {
    "text": SENTENCE,
    "score": 3.12,
    "confidence": 0.87,
    "citation": {
        "document_id": META["id"],
        "title": META["title"],
        "publisher": META["publisher"],
        "url": META["url"],
        "published_at": META["published_at"],
        "author": META["author"],
        # No field is null in an example: FastAPI would leave it out.
        "headings": ["Chương II. Hoạt động đối ngoại", "Điều 12. Chuyến thăm"],
        "clause": "2",
        "page": 3,
        "place": "Điều 12, khoản 2, trang 3",
        "start": len(BEFORE),
        "end": len(BEFORE + SENTENCE),
        "start_utf16": len(BEFORE),
        "end_utf16": len(BEFORE + SENTENCE),
        "document_sha256": SHA256,
        "selectors": [
            {"type": "TextPositionSelector", "start": len(BEFORE), "end": len(BEFORE + SENTENCE)},
            {"type": "TextQuoteSelector", "exact": SENTENCE, "prefix": BEFORE, "suffix": AFTER},
        ],
        "source_link": f"{LINK}&highlight={len(BEFORE)}-{len(BEFORE + ANSWERING)}",
        "text_fragment": f"{META['url']}#:~:text={quote('đến Viêng Chăn sáng 2/6.', safe='')}-,{quote(SENTENCE)}",
        "context": {"before": BEFORE, "after": AFTER},
    },
    "also_in": [],
    "highlights": [
        {
            "start": len(BEFORE),
            "end": len(BEFORE + ANSWERING),
            "start_utf16": len(BEFORE),
            "end_utf16": len(BEFORE + ANSWERING),
        }
    ],
    "introduction": {"kind": "lead_in", "text": BEFORE.strip(), "start": 0, "end": len(BEFORE.strip())},
    "more_items": 0,
}
CITATION: dict[str, Any] = ANSWER["citation"] | {"source_link": LINK}
NEAREST: dict[str, Any] = ANSWER | {"confidence": 0.14, "citation": CITATION, "highlights": []}
REJECTION = {"where": "trong.txt", "reason": "không có nội dung; tài liệu phải có ít nhất một câu"}
FEEDBACK_ID = "5c6d" * 8
FEEDBACK: dict[str, Any] = {
    "question": QUESTION,
    "read_as": QUESTION,
    "helpful": True,
    "note": "Đúng điều tôi cần.",
    "citation": {name: ANSWER["citation"][name] for name in ("document_id", "document_sha256", "start", "end")},
    "generation": 7,
}
FEEDBACK_ON_ABSTENTION: dict[str, Any] = {"question": "Giá vàng hôm nay?", "helpful": True}
TURN: dict[str, Any] = {"question": QUESTION, "answer": SENTENCE, "document_ids": [META["id"]]}

ANSWERED: dict[str, Any] = {
    "question": QUESTION,
    "read_as": QUESTION,
    "kind": "answer",
    "message": "",
    "abstained": False,
    "answers": [ANSWER],
    "nearest": [],
    "suggestions": ["Đoàn có bao nhiêu người?"],
    "parts": [],
    "generation": 7,
    "took_ms": 21.4,
}
ABSTAINED: dict[str, Any] = {
    "question": "Giá vàng hôm nay?",
    "read_as": "Giá vàng hôm nay?",
    "kind": "abstention",
    "message": "",
    "abstained": True,
    "answers": [],
    "nearest": [NEAREST],
    "suggestions": [],
    "parts": [],
    "generation": 7,
    "took_ms": 19.8,
}
PART: dict[str, Any] = {name: ANSWERED[name] for name in ("question", "read_as", "abstained", "answers", "nearest")} | {
    "generation": 7
}
ANSWERED_IN_PARTS: dict[str, Any] = ANSWERED | {
    "question": f"{QUESTION} Giá vàng hôm nay?",
    "parts": [PART, {name: ABSTAINED[name] for name in PART}],
}
GREETED: dict[str, Any] = ABSTAINED | {
    "question": "Xin chào",
    "read_as": "Xin chào",
    "kind": "small_talk",
    "message": "Xin chào. Câu trả lời lấy từ 1 tài liệu có “Đoàn đại biểu sang thăm”. Bạn muốn biết điều gì?",
    "abstained": False,
    "nearest": [],
    "suggestions": [],
}
SUGGESTED: dict[str, Any] = {"suggestions": [QUESTION, "Chuyến thăm kéo dài bao nhiêu ngày?"], "generation": 7}
POSITION, QUOTATION = CITATION["selectors"]
CLAIMED: dict[str, Any] = {name: CITATION[name] for name in ("document_id", "document_sha256", "selectors")}
QUOTED: dict[str, Any] = {"quote": "dẫn đầu đoàn đại biểu", "document_id": META["id"]}
VERIFIED: dict[str, Any] = {
    "results": [
        {
            "status": "exact",
            "reason": "at_place",
            "message": "Đúng từng chữ, tại đúng vị trí đã dẫn.",
            "citation": CITATION,
            "also_in": [],
            "nearest": None,
        },
        {
            "status": "changed",
            "reason": "edited",
            "message": "Tài liệu đã thay đổi từ khi được dẫn và không còn những chữ này.",
            "citation": None,
            "also_in": [],
            "nearest": {"text": SENTENCE, "citation": CITATION},
        },
    ],
    "counts": {"exact": 1, "moved": 0, "changed": 1, "missing": 0},
    "generation": 7,
    "took_ms": 3.1,
}
ENTRY: dict[str, Any] = META | {"sentences": 3, "added_at": "2026-01-26T08:00:00Z"}
SPAN: dict[str, Any] = {"start": 0, "end": len(TEXT), "kind": "body"}
NOTE: dict[str, Any] = {"kind": "caption", "count": 1, "examples": ["Đoàn đại biểu tại lễ đón. Ảnh: An Bình"]}
DOCUMENT: dict[str, Any] = META | {
    "text": TEXT,
    "spans": [SPAN],
    "notes": [NOTE],
    "near_duplicates": [],
}
TEXT_BODY: dict[str, Any] = {
    "title": META["title"],
    "publisher": META["publisher"],
    "url": META["url"],
    "published_at": META["published_at"],
    "author": META["author"],
    "text": TEXT,
}
TEXT_DOCUMENT: dict[str, Any] = {"id": "doan-dai-bieu"} | TEXT_BODY
FORM: dict[str, Any] = {"files": "nội dung của tệp", "title": META["title"], "publisher": META["publisher"]}
REPORT: dict[str, Any] = {
    "added": ["doan-dai-bieu"],
    "replaced": [],
    "unchanged": [],
    "rejected": [REJECTION],
    "readings": [{"document_id": "doan-dai-bieu", "notes": [NOTE]}],
    "sentences": 3,
    "generation": 8,
}
JOB: dict[str, Any] = {
    "id": "0a1b" * 8,
    "state": "done",
    "created_at": "2026-01-26T08:00:00Z",
    "finished_at": "2026-01-26T08:02:10Z",
    "items": 120,
    "done": 120,
    "added": 118,
    "replaced": 0,
    "unchanged": 1,
    "refused": 1,
    "sentences": 4120,
    "rejected": [REJECTION],
    "readings": [{"document_id": "doan-dai-bieu", "notes": [NOTE]}],
}


def example(*examples: dict[str, Any], strict: bool = False, form: bool = False) -> ConfigDict:
    """The configuration of a model that takes no unknown field, with its examples.

    A request (`strict`) describes its defaults in words only: openapi-typescript makes a field with a `default` a
    required one. The text fields of a `form` have a blank example each, with which Swagger UI begins.
    """

    def extend(schema: dict[str, Any]) -> None:
        schema["examples"] = list(examples)
        for name, field in schema["properties"].items() if strict else ():
            field.pop("default", None)
            if form and name != "files":
                field["examples"] = [""]

    return ConfigDict(extra="forbid", strict=strict, json_schema_extra=extend)
