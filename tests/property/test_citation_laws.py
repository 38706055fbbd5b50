"""Does every citation prove itself, and none that was tampered with?"""

import re
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import assume, example, given, reject
from hypothesis import strategies as st

from api.schemas.citations import CitationBody, PositionSelector, QuoteSelector
from api.schemas.verify import ClaimBody
from qa.citing.citation import cite
from qa.citing.claims import Claim, Reason, Status, Verdict
from qa.citing.fragments import text_fragment
from qa.citing.highlights import highlights_of
from qa.citing.multi_pattern_search import FEW, Quotations
from qa.citing.normalised_match import NormalisedQuotations
from qa.citing.verifying import verify_claims
from qa.errors import DocumentError
from qa.library.store import Library
from qa.retrieval.indexed_sentence import IndexedSentence
from qa.text.graphemes import is_border
from qa.text.lookalikes import composed
from qa.text.quote_context import CONTEXT, quote_of
from qa.types import Citation
from tests.brute_force_engine import BruteForceEngine
from tests.documents import encoded_documents, raw_document

words = st.sampled_from(
    ["Hà Nội", "là", "thủ đô", "hoà", "Đoàn", "2/6", "TP.HCM", "soft\u00adhyphen", "e\u0301\u0323\u0302",
     "a\u0300" * 40,
     "\U0001f1fb\U0001f1f3\U0001f1f1\U0001f1e6", "\U0001f469\u200d\U0001f467", "\U00020bb7野", "\U0001f600",
     "\u202e", "\ufeff", "x" * 50, "-", ",", "&", "%", "#", "“ngoặc”", "\U000e0041"]
)  # fmt: skip
blanks = st.sampled_from([" ", " ", " ", "  ", "\t", "\u00a0", " \t "])
ends = st.sampled_from([". ", ".\r\n", ".\n\n", "? ", "… ", "!\n", ".\t"])


def _sentence(parts: list[tuple[str, str]], end: str) -> str:
    return "".join(word + blank for word, blank in parts).rstrip() + end


sentences = st.builds(_sentence, st.lists(st.tuples(words, blanks), min_size=1, max_size=8), ends)
texts = st.builds(
    lambda parts, form: unicodedata.normalize(form, "".join(parts)) if form else "".join(parts),
    st.lists(sentences, min_size=1, max_size=8),
    st.sampled_from(["", "NFC", "NFD"]),
)
anything = st.one_of(texts, st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80))


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    with tempfile.TemporaryDirectory() as folder:
        opened = Library.open(Path(folder))
        yield opened
        opened.close()


def _save(library: Library, text: str, url: str | None = None) -> None:
    try:
        library.save(encoded_documents(raw_document("bai", text, title="Bài", url=url)))
    except DocumentError:
        reject()  # nothing in it is quoted


def _cited(library: Library, text: str, url: str | None = None) -> list[Citation]:
    """The citations of all sentences of a library of this one text, as answers have them."""
    _save(library, text, url)
    (document,) = library.summaries()
    return [cite(sentence) for sentence in BruteForceEngine(library).view().sentences_of(document.id)]


def _claim(cited: Citation) -> Claim:
    """What the JSON of a citation claims by its selectors alone."""
    body = CitationBody.of(cited).model_dump(mode="json")
    return ClaimBody.model_validate(
        {name: body[name] for name in ("document_id", "document_sha256", "selectors")}
    ).claim()


def _verdict(library: Library, claim: Claim) -> Verdict:
    return verify_claims(library, [claim]).verdicts[0]


@given(anything)
@example("\u0301a. b")
@example("a\r\nb")
def test_the_selectors_of_every_sentence_are_exact_and_give_the_same_citation(library: Library, text: str) -> None:
    citations = _cited(library, text)
    verified = verify_claims(library, [_claim(one) for one in citations])
    for one, verdict in zip(citations, verified.verdicts, strict=True):
        assert verdict == Verdict(Reason.AT_PLACE, one)


@given(anything, st.data())
def test_one_character_edited_in_the_quotation_is_never_exact(library: Library, text: str, data: st.DataObject) -> None:
    claim = _claim(data.draw(st.sampled_from(_cited(library, text))))
    edited = data.draw(_edits(claim.quote))
    around = (claim.document_id, claim.document_sha256, claim.offsets, claim.prefix, claim.suffix)
    assert _verdict(library, Claim(edited, *around)).status is not Status.EXACT


@given(anything, st.data())
def test_one_character_edited_in_the_document_is_never_exact(library: Library, text: str, data: st.DataObject) -> None:
    claim = _claim(data.draw(st.sampled_from(_cited(library, text))))
    assert claim.offsets is not None
    start, end = claim.offsets
    changed = text[:start] + data.draw(_edits(claim.quote)) + text[end:]
    _save(library, changed)
    verdict = _verdict(library, claim)
    assert verdict.status is not Status.EXACT
    if verdict.citation:
        assert verdict.citation.quote.exact == claim.quote
        assert changed[verdict.citation.start : verdict.citation.end] == claim.quote


@st.composite
def _edits(draw: st.DrawFn, quote: str) -> str:
    """The quotation with one character put in, taken out or replaced; never itself, never empty."""
    index = draw(st.integers(0, len(quote) - 1))
    letter = draw(st.sampled_from(["x", " ", "\u0301", "😀", "\u00ad", "\n", "a", quote[index].swapcase()[0]]))
    edited = draw(
        st.sampled_from(
            [
                quote[:index] + letter + quote[index + 1 :],
                quote[:index] + letter + quote[index:],
                quote[:index] + quote[index + 1 :],
                unicodedata.normalize("NFC" if unicodedata.is_normalized("NFD", quote) else "NFD", quote),
            ]
        )
    )
    assume(edited.strip() and edited != quote)
    return edited


@given(anything)
def test_utf16_offsets_cut_the_same_words_out_of_utf16(library: Library, text: str) -> None:
    units = text.encode("utf-16-le")
    for one in _cited(library, text):
        body = CitationBody.of(one)
        assert units[2 * body.start_utf16 : 2 * body.end_utf16].decode("utf-16-le") == one.quote.exact


@given(anything, st.data())
@example("😀 Hà Nội là thủ đô. 😀 Huế là cố đô.", None)
def test_the_words_that_are_marked_are_those_of_the_span_within_the_quotation(
    library: Library, text: str, data: st.DataObject | None
) -> None:
    _save(library, text)
    sentences = BruteForceEngine(library).view().sentences_of(library.summaries()[0].id)
    units = text.encode("utf-16-le")
    for first, best, last in _runs(sentences):
        span = _span(data, len(best.text))
        citation, words = cite(first, last), best.text[span[0] : span[1]].strip()
        assert highlights_of(citation, best.start, None) == ()
        found = highlights_of(citation, best.start, span)
        assert [text[one.start : one.end] for one in found] == ([words] if words else [])
        for one in found:
            assert best.start + span[0] <= one.start < one.end <= best.start + span[1]
            assert citation.start <= one.start < one.end <= citation.end
            assert units[2 * one.start_utf16 : 2 * one.end_utf16].decode("utf-16-le") == words


def _runs(sentences: Sequence[IndexedSentence]) -> Iterator[tuple[IndexedSentence, IndexedSentence, IndexedSentence]]:
    """A sentence in the middle, with what is cited around it: itself alone, or with a neighbour in its passage."""
    for best in sentences:
        yield best, best, best
    for left, right in pairwise(sentences):
        if left.passage.number == right.passage.number:
            yield left, left, right
            yield left, right, right


def _span(data: st.DataObject | None, length: int) -> tuple[int, int]:
    """Start and end of any words of so many characters; of all where nothing is drawn."""
    if data is None:
        return 0, length
    start = data.draw(st.integers(0, length - 1))
    return start, data.draw(st.integers(start + 1, length))


@given(anything)
def test_prefix_quotation_and_suffix_are_one_slice_and_tear_no_sign(library: Library, text: str) -> None:
    for one in _cited(library, text):
        position, quote = CitationBody.of(one).selectors
        assert isinstance(position, PositionSelector)
        assert isinstance(quote, QuoteSelector)
        assert text[position.start : position.end] == quote.exact
        first, last = position.start - len(quote.prefix), position.end + len(quote.suffix)
        assert text[first:last] == quote.prefix + quote.exact + quote.suffix
        assert len(quote.prefix) <= CONTEXT
        assert len(quote.suffix) <= CONTEXT
        assert is_border(text, first) or first == position.start
        assert is_border(text, last) or last == position.end


@given(anything)
def test_a_text_fragment_decodes_to_the_quotation(library: Library, text: str) -> None:
    for one in _cited(library, text, url="https://bao.example/bai#muc"):
        fragment = text_fragment(one.source.url, one.quote)
        if fragment is None:
            assert re.search(r"\S{50}", one.quote.exact)
            continue
        address, _, directive = fragment.partition(":~:text=")
        assert address == "https://bao.example/bai#muc"
        assert directive.isascii()
        assert not set(directive) & set(" &#\"'<>")
        parts = directive.split(",")
        before = unquote(parts.pop(0)[:-1]) if parts[0].endswith("-") else ""
        behind = unquote(parts.pop()[1:]) if parts[-1].startswith("-") else ""
        start, *end = map(unquote, parts)
        assert one.quote.exact.startswith(start)
        assert one.quote.exact == start if not end else one.quote.exact.endswith(end[0])
        assert len(end) < 2
        assert one.quote.prefix.rstrip().endswith(before)
        assert one.quote.suffix.lstrip().startswith(behind)


letters = st.text(st.sampled_from("aab😀 "), max_size=60)


@given(letters, st.sets(letters.filter(bool), max_size=4 * FEW), st.integers(1, 5))
@example("a" * 60, {"a" * length for length in range(1, 40)}, 3)
def test_many_quotations_are_found_where_each_alone_is(text: str, quotes: set[str], most: int) -> None:
    expected = {
        quote: [offset for offset in range(len(text)) if text.startswith(quote, offset)][:most] for quote in quotes
    }
    padded = quotes | {f"không có {number}" for number in range(FEW)}
    found = {quote: offsets for quote, offsets in expected.items() if offsets}
    assert Quotations(quotes).offsets(text, most) == found
    assert Quotations(padded).offsets(text, most) == found


@given(texts, st.data())
def test_words_with_other_blanks_and_marks_match_after_normalisation(text: str, data: st.DataObject) -> None:
    parts = text.split()
    assume(parts)
    first = data.draw(st.integers(0, len(parts) - 1))
    last = data.draw(st.integers(first + 1, len(parts)))
    form = data.draw(st.sampled_from(["NFC", "NFD"]))
    quote = unicodedata.normalize(form, data.draw(st.sampled_from([" ", "\n", " \t"])).join(parts[first:last]))
    looks = " ".join(composed(quote).split())
    assume(looks)
    start, end = NormalisedQuotations([quote]).slices(text)[quote]
    assert looks in " ".join(composed(text[start:end]).split())


@given(st.text(max_size=80), st.text(max_size=80))
def test_the_context_does_not_depend_on_what_stands_further_off(before: str, after: str) -> None:
    whole, cut = quote_of(before, "x", after), quote_of(before[-CONTEXT - 1 :], "x", after[: CONTEXT + 1])
    assert whole == cut
