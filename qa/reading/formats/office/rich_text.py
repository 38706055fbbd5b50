"""Which document does an RTF hold?

It is walked sign by sign: what libraries give as its plain text has also what is struck out or hidden, and legacy fonts
as they are.
"""

from collections.abc import Iterable, Iterator

from qa.errors import UnreadableError
from qa.reading.decoding import check_text
from qa.reading.formats.office.blocks import Block, bounded, laid_out
from qa.reading.formats.office.rich_paragraphs import Paragraphs
from qa.reading.formats.office.rich_state import AUTHOR, BESIDE, FONTS, LABEL, MARGIN, STYLES, TEXT, TITLE, GroupState
from qa.reading.formats.office.rich_tokens import Token, tokens_of
from qa.reading.legacy_fonts import FontReading, read_with_fonts
from qa.reading.limits import ReadingLimits
from qa.reading.notes import notes_of
from qa.reading.source_fields import one_line
from qa.types import RawDocument, Source

_BEGINNING = b"{\\rtf"
_DAMAGED = "không đọc được tệp RTF; tệp bị hỏng, hãy lưu lại bằng Word hay LibreOffice"
_DEEPEST = 1_000  # groups in groups; Word stops far earlier
_CHARACTERS = {
    "tab": "\t", "line": "\n", "~": "\u00a0", "_": "-", "emdash": "—", "endash": "–", "bullet": "•",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ",
    "\\": "\\", "{": "{", "}": "}",
}  # fmt: skip
# Fonts for Vietnamese have this charset, the code page 1258; others are those of the file.
_VIETNAMESE, _VIETNAMESE_PAGE = 163, "cp1258"


def read_rich_text(data: bytes, origin: str, limits: ReadingLimits) -> RawDocument:
    """Paragraphs and table rows, one per line, in order; headings by their styles.

    Raises:
        UnreadableError: it is no RTF, is damaged, or holds no text.
    """
    if not data.lstrip().startswith(_BEGINNING):
        raise UnreadableError(_DAMAGED)
    source_text = data.decode("latin-1")

    def walk(fonts: FontReading) -> tuple[_RichText, list[Block]]:
        read = _RichText(fonts)
        return read, bounded(read.blocks(tokens_of(source_text)))

    (read, blocks), fonts = read_with_fonts(walk)
    text, marked = laid_out(blocks)
    check_text(text, limits)
    source = Source(title=one_line("".join(read.title)), author=one_line("".join(read.author)))
    margins = "".join(read.margins).split("\n")
    return RawDocument(
        origin,
        source,
        text,
        marked,
        notes=notes_of(hidden=read.left_out, running_line=margins, converted=fonts),
    )


class _RichText:
    def __init__(self, shown_fonts: FontReading) -> None:
        self._shown_fonts = shown_fonts
        self.left_out: list[str] = []
        self.margins: list[str] = []
        self.title: list[str] = []
        self.author: list[str] = []
        self._state, self._around = GroupState(), list[GroupState]()
        self._paragraphs = Paragraphs()
        self._fonts: dict[int, str] = {}
        self._charsets: dict[int, int] = {}
        self._page = "cp1252"
        self._pending = bytearray()
        self._hiding = False
        self._fallback = 0  # characters to pass over behind one in Unicode

    def blocks(self, tokens: Iterable[Token]) -> Iterator[Block]:
        """The paragraphs and rows in order."""
        for token in tokens:
            if token.data:
                self._gather(token.data)
            else:
                self._flush()
                yield from self._behind(token)
        self._flush()
        yield from self._paragraphs.end("par")

    def _behind(self, token: Token) -> Iterator[Block]:
        if token.brace == "{":
            if len(self._around) >= _DEEPEST:
                raise UnreadableError(_DAMAGED)
            self._around.append(self._state)
            self._paragraphs.defined = 0
        elif token.brace:
            self._state = self._around.pop() if self._around else GroupState()
        elif token.word in _CHARACTERS:
            self._say(_CHARACTERS[token.word])
        elif token.word == "u" and token.number is not None:
            self._say(chr(token.number % 0x10000))
            self._fallback = self._state.skipped
        elif token.word in Paragraphs.ENDS:
            if self._state.into == TEXT:
                yield from self._paragraphs.end(token.word)
            else:
                self._say("\n")
        else:
            self._state = self._state.behind(token.word, token.number)
            self._note(token.word, token.number)

    def _note(self, word: str, number: int | None) -> None:
        if word == "fcharset" and number is not None:
            self._charsets[self._state.font] = number
        elif word == "ansicpg":
            self._page = f"cp{number}"
        elif word in {"title", "author"}:
            (self.title if word == "title" else self.author).clear()  # written again, in Unicode
        elif self._state.into in {TEXT, STYLES}:
            self._paragraphs.measure(word, number, defines=self._state.into == STYLES)

    def _gather(self, data: str) -> None:
        """Bytes of one character may come in several tokens."""
        passed = min(self._fallback, len(data))
        self._fallback -= passed
        self._pending += data[passed:].encode("latin-1")

    def _flush(self) -> None:
        if self._pending:
            is_vietnamese = self._charsets.get(self._state.font) == _VIETNAMESE
            data = bytes(self._pending)
            self._pending.clear()
            try:
                self._say(data.decode(_VIETNAMESE_PAGE if is_vietnamese else self._page, "replace"))
            except LookupError:  # a code page that nobody knows
                self._say(data.decode("cp1252", "replace"))

    def _say(self, text: str) -> None:
        match self._state.into:
            case None:
                return
            case _ if self._state.into in {TEXT, BESIDE, LABEL}:
                self._show(text)
            case _ if self._state.into == FONTS:
                self._fonts[self._state.font] = self._fonts.get(self._state.font, "") + text.strip(" ;")
            case _ if self._state.into == STYLES:
                self._paragraphs.name_style(text)
            case _:
                {MARGIN: self.margins, TITLE: self.title, AUTHOR: self.author}[self._state.into].append(text)

    def _show(self, text: str) -> None:
        if not self._state.is_shown:
            if not self._hiding:
                self.left_out.append("")
            self.left_out[-1] += text
            self._hiding = True
            return
        self._hiding = False
        shown = self._shown_fonts.shown(text, self._fonts.get(self._state.font))
        self._paragraphs.add(shown, into=self._state.into)
