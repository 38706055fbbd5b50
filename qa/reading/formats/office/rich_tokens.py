"""Which signs does an RTF file consist of?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A control word with its number, a byte in hexadecimal, a control sign, a brace, or text. Line breaks are nothing.
_SIGN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?[0-9]{1,9})?+ ?|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z'])"
    r"|(?P<brace>[{}])|[\r\n]++|(?P<text>[^\\{}\r\n]++)|\\",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One of `word` (with its `number`, if any), `brace` and `data`, the bytes of text as latin-1."""

    word: str = ""
    number: int | None = None
    brace: str = ""
    data: str = ""


def tokens_of(source: str) -> Iterator[Token]:
    """The signs of a file that was decoded as latin-1. Raw data, of which a word gives the length, is passed over."""
    position = 0
    while found := _SIGN.match(source, position):
        position = found.end()
        if found["word"]:
            number = None if found["number"] is None else int(found["number"])
            if found["word"] == "bin":
                position += max(0, number or 0)
            else:
                yield Token(word=found["word"], number=number)
        elif found["byte"]:
            yield Token(data=chr(int(found["byte"], 16)))
        elif found["sign"]:
            yield Token(word=found["sign"])
        elif found["brace"]:
            yield Token(brace=found["brace"])
        elif found["text"]:
            yield Token(data=found["text"])
