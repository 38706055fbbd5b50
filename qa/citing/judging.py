"""What is the verdict on claims about one document? The cases are listed in `qa.citing.verifying`."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from qa.citing.cite_slice import cite_slice
from qa.citing.claims import Claim, Reason, Verdict
from qa.citing.multi_pattern_search import Quotations
from qa.citing.nearest import Nearest
from qa.citing.normalised_match import NormalisedQuotations
from qa.library.read_models.citation_view import KeptText

# At most so many other occurrences are listed, as for answers.
MOST_OTHERS = 20

Numbered = tuple[int, Claim]


def judge(kept: KeptText, claims: Sequence[Numbered]) -> Iterator[tuple[int, Verdict]]:
    """The verdict on each of these numbered claims, in no order."""
    pending = []
    for number, claim in claims:
        if claim.offsets is not None and _is_version(kept, claim) and kept.text[slice(*claim.offsets)] == claim.quote:
            yield number, Verdict(Reason.AT_PLACE, cite_slice(kept, *claim.offsets))
        else:
            pending.append((number, claim))
    found = Quotations([claim.quote for _, claim in pending]).offsets(kept.text)
    absent = [(number, claim) for number, claim in pending if claim.quote not in found]
    for number, claim in pending:
        if claim.quote in found:
            yield number, _found(kept, claim, found[claim.quote])
    if absent:
        yield from _absent(kept, absent)


def _is_version(kept: KeptText, claim: Claim) -> bool:
    return claim.document_sha256 in (None, kept.sha256)


def _found(kept: KeptText, claim: Claim, offsets: Sequence[int]) -> Verdict:
    reason = Reason.IN_TEXT if claim.offsets is None else Reason.ELSEWHERE
    if not _is_version(kept, claim):
        reason = Reason.OTHER_VERSION
    best, *others = sorted(offsets, key=lambda offset: _by_context(kept.text, claim, offset))
    cited = [cite_slice(kept, offset, offset + len(claim.quote)) for offset in (best, *sorted(others)[:MOST_OTHERS])]
    return Verdict(reason, cited[0], tuple(cited[1:]))


def _by_context(text: str, claim: Claim, offset: int) -> tuple[int, int]:
    """A sort key: smaller for offsets whose context is more like the claimed one."""
    behind = offset + len(claim.quote)
    before = text[max(0, offset - len(claim.prefix)) : offset]
    shared = _shared(claim.prefix[::-1], before[::-1])
    shared += _shared(claim.suffix, text[behind : behind + len(claim.suffix)])
    return -shared, abs(offset - claim.offsets[0]) if claim.offsets else 0


def _shared(one: str, other: str) -> int:
    """The length of their common prefix."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _absent(kept: KeptText, claims: Sequence[Numbered]) -> Iterator[tuple[int, Verdict]]:
    """Verdicts on claims whose words are not in this document."""
    normalised = NormalisedQuotations([claim.quote for _, claim in claims]).slices(kept.text)
    nearest = Nearest(kept) if len(normalised) < len({claim.quote for _, claim in claims}) else None
    for number, claim in claims:
        if claim.quote in normalised:
            yield number, Verdict(Reason.OTHER_FORM, nearest=cite_slice(kept, *normalised[claim.quote]))
            continue
        reason = Reason.NOT_IN_DOCUMENT if _is_version(kept, claim) else Reason.EDITED
        near = nearest.to(claim.quote) if nearest else None
        yield number, Verdict(reason, nearest=cite_slice(kept, *near) if near else None)
