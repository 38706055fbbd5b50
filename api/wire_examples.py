"""What does the JSON look like, by example? Shown in /openapi.json."""

from typing import Any

QUESTION = "Ai dẫn đầu đoàn đại biểu sang thăm?"
BEFORE = "Đoàn đến Viêng Chăn sáng 2/6. "
SENTENCE = "Trung tướng Trần Văn Mẫu dẫn đầu đoàn đại biểu."
AFTER = " Chuyến thăm kéo dài bốn ngày."
TEXT = BEFORE + SENTENCE + AFTER
SHA256 = "3f5a" * 16

META: dict[str, Any] = {
    "id": "doan-dai-bieu-1a2b3c4d",
    "title": "Đoàn đại biểu sang thăm",
    "publisher": "Báo Mẫu",
    "url": "https://bao.example/doan-dai-bieu",
    "published_at": "2022-06-02",
    "sha256": SHA256,
    "characters": len(TEXT),
}
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
        "start": len(BEFORE),
        "end": len(BEFORE + SENTENCE),
        "document_sha256": SHA256,
        "context": {"before": BEFORE, "after": AFTER},
    },
}

ANSWERED: dict[str, Any] = {
    "question": QUESTION,
    "read_as": QUESTION,
    "abstained": False,
    "answers": [ANSWER],
    "nearest": [],
    "generation": 7,
    "took_ms": 21.4,
}
ABSTAINED: dict[str, Any] = {
    "question": "Giá vàng hôm nay?",
    "read_as": "Giá vàng hôm nay?",
    "abstained": True,
    "answers": [],
    "nearest": [ANSWER | {"confidence": 0.04}],
    "generation": 7,
    "took_ms": 19.8,
}
ENTRY: dict[str, Any] = META | {"sentences": 3, "added_at": "2026-01-26T08:00:00Z"}
DOCUMENT: dict[str, Any] = META | {"text": TEXT, "spans": [{"start": 0, "end": len(TEXT), "kind": "body"}]}
