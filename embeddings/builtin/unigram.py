"""How does the built-in model cut text into pieces?

As XLM-R does: characters through SentencePiece's `nmt_nfkc` map, a mark before each word, and the pieces whose scores
add up to the most. Where a piece was left out of the vocabulary, the same rule spells its text with smaller pieces.
"""

from collections.abc import Sequence

from sentencepiece import SentencePieceNormalizer
from tokenizers import AddedToken, Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

from embeddings.builtin.q4_weights import Vocabulary

WORD_MARK = "\u2581"
MASK = "<mask>"
# Fields of SentencePiece's NormalizerSpec message (sentencepiece_model.proto): the map is field 2, of type bytes.
CHARACTER_MAP_TAG = (2 << 3) | 2


def unigram_tokenizer(vocabulary: Vocabulary, kept: Sequence[int]) -> Tokenizer:
    """The tokenizer over the pieces `kept` (ids of `vocabulary`, rising); a piece's new id is its index in `kept`."""
    pieces = [(vocabulary.pieces[old], float(vocabulary.scores[old])) for old in kept]
    new_ids = {old: new for new, old in enumerate(kept)}
    begin, end = (vocabulary.pieces[mark] for mark in (vocabulary.begin, vocabulary.end))
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=new_ids[vocabulary.unknown], byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Precompiled(character_map()), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace(replacement=WORD_MARK, prepend_scheme="always")]
    )
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{begin} $A {end}",
        pair=f"{begin} $A {end} {end} $B {end}",
        special_tokens=[(begin, new_ids[vocabulary.begin]), (end, new_ids[vocabulary.end])],
    )
    marks = (vocabulary.begin, vocabulary.padding, vocabulary.end, vocabulary.unknown)
    tokenizer.add_special_tokens([vocabulary.pieces[mark] for mark in marks])
    tokenizer.add_special_tokens([AddedToken(MASK, lstrip=True)])
    return tokenizer


def character_map() -> bytes:
    """SentencePiece's compiled `nmt_nfkc` table, which XLM-R was trained with."""
    message = SentencePieceNormalizer(rule_name="nmt_nfkc").serialized_normalizer_spec()
    at = 0
    while at < len(message):
        tag, at = message[at], at + 1
        size, at = _varint(message, at)
        if tag == CHARACTER_MAP_TAG:
            return bytes(message[at : at + size])
        at += size
    raise ValueError("sentencepiece carries no map named nmt_nfkc")


def _varint(message: bytes, at: int) -> tuple[int, int]:
    """A protobuf number at `at`, seven bits a byte, lowest first; and the offset behind it."""
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at
