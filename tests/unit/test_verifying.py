"""What becomes of a citation when its document changes, moves or goes?"""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

import qa.citing.verifying
import qa.library.read_models.citation_view
from qa.citing.claims import Claim, Reason, Status, Verdict
from qa.citing.verifying import verify_claims
from qa.library.read_models.citation_view import KeptText, citation_views
from qa.library.seal import text_sha256
from qa.library.store import Library
from tests.documents import encoded_document

FIRST = "Đoàn đến Viêng Chăn sáng 2/6."
SAID = "Hai bên nhất trí tăng học bổng."
LAST = "Chuyến thăm kéo dài bốn ngày."
TEXT = f"{FIRST} {SAID} Lễ ký diễn ra buổi chiều. {SAID} {LAST}"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(tmp_path)
    yield opened
    opened.close()


def _save(library: Library, text: str = TEXT, origin: str = "bai") -> None:
    library.save([encoded_document(origin, text, title="Bài")])


def _id(library: Library, origin: str = "bai") -> str:
    return next(one.id for one in library.summaries() if one.origin == origin)


def _verdict(library: Library, claim: Claim) -> Verdict:
    verified = verify_claims(library, [claim])
    assert verified.generation == library.generation
    return verified.verdicts[0]


def _claim(library: Library, quote: str, start: int | None, text: str = TEXT, **around: str) -> Claim:
    offsets = None if start is None else (start, start + len(quote))
    return Claim(quote, _id(library), text_sha256(text), offsets, **around)


def _reason_and_start(library: Library, claim: Claim) -> tuple[Reason, int | None]:
    verdict = _verdict(library, claim)
    return verdict.reason, verdict.citation.start if verdict.citation else None


class TestInTheVersionThatWasCited:
    def test_the_very_words_at_their_offset_are_exact(self, library: Library) -> None:
        _save(library)
        assert _reason_and_start(library, _claim(library, LAST, TEXT.index(LAST))) == (
            Reason.AT_PLACE,
            TEXT.index(LAST),
        )

    def test_words_that_stand_elsewhere_have_moved(self, library: Library) -> None:
        _save(library)
        assert _reason_and_start(library, _claim(library, LAST, 0)) == (Reason.ELSEWHERE, TEXT.index(LAST))

    def test_words_that_never_stood_there_are_missing_and_what_comes_nearest_is_shown(self, library: Library) -> None:
        _save(library)
        verdict = _verdict(library, _claim(library, LAST.replace("bốn", "năm"), TEXT.index(LAST)))
        assert verdict.reason is Reason.NOT_IN_DOCUMENT
        assert verdict.status is Status.MISSING
        assert verdict.nearest is not None
        assert verdict.nearest.quote.exact == LAST

    def test_without_offsets_they_may_occur_anywhere_and_all_occurrences_are_listed(self, library: Library) -> None:
        _save(library)
        verdict = _verdict(library, _claim(library, SAID, None))
        assert verdict.reason is Reason.IN_TEXT
        assert verdict.citation is not None
        offsets = [verdict.citation.start, *(one.start for one in verdict.also_in)]
        assert offsets == [TEXT.index(SAID), TEXT.rindex(SAID)]


class TestInAnotherVersion:
    def test_words_that_are_still_there_have_moved_even_at_the_same_offset(self, library: Library) -> None:
        _save(library, TEXT + " Một câu nữa.")
        claim = _claim(library, LAST, TEXT.index(LAST))
        assert _reason_and_start(library, claim) == (Reason.OTHER_VERSION, TEXT.index(LAST))
        assert _verdict(library, claim).status is Status.MOVED

    def test_words_that_are_gone_have_changed(self, library: Library) -> None:
        _save(library, TEXT.replace("bốn", "năm"))
        verdict = _verdict(library, _claim(library, LAST, TEXT.index(LAST)))
        assert verdict.reason is Reason.EDITED
        assert verdict.status is Status.CHANGED
        assert verdict.citation is None
        assert verdict.nearest is not None
        assert verdict.nearest.quote.exact == LAST.replace("bốn", "năm")

    def test_nothing_is_called_near_that_shares_no_word(self, library: Library) -> None:
        _save(library, "Xyz qwr. Klm npq.")
        assert _verdict(library, _claim(library, "Chuyến thăm.", 0)) == Verdict(Reason.EDITED)


class TestWrittenOtherwise:
    @pytest.mark.parametrize(
        "quote",
        [
            unicodedata.normalize("NFD", SAID),
            SAID.replace(" ", "  "),
            SAID.replace(" ", "\u00a0"),
            f"{SAID}\r\nLễ ký",
        ],
    )
    def test_it_is_changed_and_never_exact(self, library: Library, quote: str) -> None:
        _save(library)
        for claim in (Claim(quote), Claim(quote, _id(library)), _claim(library, quote, TEXT.index(SAID))):
            verdict = _verdict(library, claim)
            assert verdict.reason is Reason.OTHER_FORM
            assert verdict.status is Status.CHANGED
            assert verdict.nearest is not None
            assert verdict.nearest.quote.exact == TEXT[TEXT.index(SAID) :][: len(verdict.nearest.quote.exact)]

    def test_small_letters_for_capitals_are_other_words(self, library: Library) -> None:
        _save(library)
        assert _verdict(library, Claim(SAID.lower())).reason is Reason.NOWHERE


class TestSeveralOccurrences:
    @pytest.mark.parametrize(
        ("around", "offset"),
        [
            ({"suffix": " Lễ ký"}, TEXT.index(SAID)),
            ({"suffix": " Chuyến"}, TEXT.rindex(SAID)),
            ({"prefix": "buổi chiều. "}, TEXT.rindex(SAID)),
            ({"prefix": "2/6. ", "suffix": " Lễ"}, TEXT.index(SAID)),
        ],
    )
    def test_the_words_around_choose(self, library: Library, around: dict[str, str], offset: int) -> None:
        _save(library)
        for start in (1, len(TEXT)):
            assert _reason_and_start(library, _claim(library, SAID, start, **around)) == (Reason.ELSEWHERE, offset)

    def test_without_them_the_nearest_occurrence_is_taken(self, library: Library) -> None:
        _save(library)
        assert _reason_and_start(library, _claim(library, SAID, 1)) == (Reason.ELSEWHERE, TEXT.index(SAID))
        assert _reason_and_start(library, _claim(library, SAID, len(TEXT))) == (Reason.ELSEWHERE, TEXT.rindex(SAID))

    def test_wrong_context_is_no_objection_at_the_right_offset(self, library: Library) -> None:
        _save(library)
        claim = _claim(library, SAID, TEXT.index(SAID), prefix="buổi chiều. ", suffix=" Chuyến")
        assert _reason_and_start(library, claim) == (Reason.AT_PLACE, TEXT.index(SAID))


class TestWithoutADocument:
    def test_words_are_looked_for_everywhere(self, library: Library) -> None:
        _save(library)
        _save(library, f"Bản tin khác. {LAST}", "khac")
        verdict = _verdict(library, Claim(LAST))
        assert verdict.reason is Reason.IN_TEXT
        assert verdict.citation is not None
        found = [one.document_id for one in (verdict.citation, *verdict.also_in)]
        assert found == [_id(library), _id(library, "khac")]

    def test_many_are_found_as_each_alone_is(self, library: Library) -> None:
        _save(library)
        _save(library, f"Bản tin khác. {LAST}", "khac")
        claims = [Claim(TEXT[offset : offset + 7]) for offset in range(len(TEXT) - 7)] + [Claim("không có ở đâu")]
        assert [*verify_claims(library, claims).verdicts] == [_verdict(library, claim) for claim in claims]

    def test_a_title_or_what_no_answer_is_copied_from_is_found_too(self, library: Library) -> None:
        _save(library, f"Bài\n\n{TEXT}")
        verdict = _verdict(library, Claim("Bài"))
        assert verdict.reason is Reason.IN_TEXT
        assert verdict.citation is not None
        assert (verdict.citation.before, verdict.citation.after) == ("", "")

    def test_an_empty_library_has_nothing(self, library: Library) -> None:
        assert _verdict(library, Claim("Hà Nội")) == Verdict(Reason.NOWHERE)
        assert _verdict(library, Claim("Hà Nội", "d")) == Verdict(Reason.NO_DOCUMENT)


def test_a_part_of_a_sentence_is_cited_with_the_rest_of_it_around(library: Library) -> None:
    _save(library)
    verdict = _verdict(library, Claim("nhất trí", _id(library)))
    assert verdict.citation is not None
    assert (verdict.citation.before, verdict.citation.after) == ("Hai bên ", " tăng học bổng.")


def test_all_are_judged_by_one_generation_whatever_is_written_meanwhile(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {f"bai{number}": f"Câu số {number} đứng ở đây." for number in range(4)}
    for origin, text in texts.items():
        _save(library, text, origin)
    claims = [Claim(text, _id(library, origin), text_sha256(text), (0, len(text))) for origin, text in texts.items()]
    generation = library.generation
    other = Library.open(library.folder)

    def changing(*arguments: object) -> Iterator[KeptText]:
        for kept in citation_views(*arguments):  # type: ignore[arg-type]
            for origin in texts:
                _save(other, "Đã đổi hết rồi nhé.", origin)
            yield kept

    monkeypatch.setattr(qa.library.read_models.citation_view, "_AT_ONCE", 1)
    monkeypatch.setattr(qa.citing.verifying, "citation_views", changing)
    verified = verify_claims(library, claims)
    other.close()
    assert [one.reason for one in verified.verdicts] == [Reason.AT_PLACE] * 4
    assert verified.generation == generation < library.generation
