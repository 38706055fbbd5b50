"""Is text that a program took for Western European letters read as what it was?"""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.reading import read_upload
from qa.reading.legacy_encodings import vni_lengths, vni_shown
from qa.types import NoteKind, RawDocument

SHOWN = "Trường học mở cửa từ sáu giờ sáng, thầy trò cùng quét sân và tưới vườn rau."
TCVN3 = "Tr­êng häc më cöa tõ s¸u giê s¸ng, thÇy trß cïng quÐt s©n vµ t­íi v­ên rau."
VNI = "Tröôøng hoïc môû cöûa töø saùu giôø saùng, thaày troø cuøng queùt saân vaø töôùi vöôøn rau."


def read(data: str, name: str) -> RawDocument:
    (found,) = read_upload(data.encode(), name)
    assert isinstance(found, RawDocument), found
    return found


@pytest.mark.parametrize(("typed", "name"), [(TCVN3, "TCVN3"), (VNI, "VNI")])
def test_text_markdown_pages_tables_and_json_lines_are_read_as_they_were_meant(typed: str, name: str) -> None:
    body = f"<article><p>{typed}</p><p>{typed}</p></article>"
    html = f"<html><head><title>{typed}</title></head><body>{body}</body></html>"
    files = {
        "a.txt": typed,
        "a.md": f"Mot hai.\n\n{typed}\n===\n\n{typed}",
        "a.html": html,
        "a.csv": f"{typed},2\n{typed},3\n".replace(", ", " "),
        "a.jsonl": json.dumps({"_id": "1", "text": typed}),
    }
    for file, data in files.items():
        found = read(data, file)
        assert SHOWN.replace(", " if file == "a.csv" else "\0", " ") in found.text, file
        assert [note.examples for note in found.notes if note.kind == NoteKind.CONVERTED] == [(name,)], file
    marked = read(files["a.md"], "a.md")
    assert [marked.text[one.start : one.end] for one in marked.marked] == ["==="]
    assert read(html, "a.html").source.title == SHOWN


@pytest.mark.parametrize(
    "text",
    [
        SHOWN,
        "Các bà và cô mua cà phê, ô tô và vé hát. Nhà tôi có hai lá thư, là thú vui.",
        "Le château était fermé à Noël; déjà l'été, où l'élève préférait être à l'école, rêvait de fêtes.",
        "Straße, Größe, Übung, schön, können, müssen, für, Tür, hören, König, Äpfel.",
        "señor, niño, año, mañana, corazón, canción, también, después, aquí, está, más.",
        "Giá vé là 5.000 đồng.",
    ],
)
def test_what_is_as_it_should_be_stays(text: str) -> None:
    found = read(text, "a.txt")
    assert (found.text, found.notes) == (text, ())


@given(st.text("aeouyôöùøûõïâdñ ", max_size=40))
def test_lengths_are_what_the_text_becomes_shorter_by(text: str) -> None:
    lengths = vni_lengths(text)
    assert len(vni_shown(text)) == len(text) - (lengths[-1][1] if lengths else 0)
    assert all(len(vni_shown(text[:end])) == end - shorter for end, shorter in lengths)
