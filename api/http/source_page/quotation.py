"""How is a cited sentence written with its source, as text, as Markdown and as BibTeX?

The words stay as they are in the document; only characters that the format would take for
its own syntax are escaped.
"""

import re
from dataclasses import dataclass
from datetime import date

from api.messages.dates import vietnamese_date

_ASCII_WORD = re.compile(r"[A-Za-z0-9]+")

# What would end an address within the parentheses of a link, and within the braces of a field.
_ENDS_A_LINK = re.compile(r"[\s()<>\\]")
_ENDS_A_FIELD = re.compile(r"[\s{}\\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A sentence and its source. `link` is the address of the marked sentence on the source page, `url` that of the
    original, http(s) if any; `key` is unique in a list of sources and has letters, digits and dashes only.
    """

    text: str
    key: str
    title: str
    link: str
    retrieved: date
    locator: str | None = None
    publisher: str | None = None
    author: str | None = None
    published_at: date | None = None
    url: str | None = None


def as_text(quotation: Quotation) -> str:
    """Words, source and addresses, each on a line of its own."""
    source = ", ".join([quotation.title, *_details(quotation)])
    addresses = [quotation.url, f"Chỗ trích: {quotation.link}"]
    return "\n".join([f"“{quotation.text}”", f"— {source}", *(one for one in addresses if one)])


def as_markdown(quotation: Quotation) -> str:
    """A block quotation with its source below, as CommonMark; line breaks of the words are hard ones."""
    lines = _markdown_lines(f"“{quotation.text}”")
    title = f"[{_markdown(quotation.title)}]({_destination(quotation.url or quotation.link)})"
    source = ", ".join([title, *map(_markdown, _details(quotation))])
    passage = f" ([chỗ trích]({_destination(quotation.link)}))" if quotation.url else ""
    return "\n".join([*(f"> {line}".rstrip() for line in lines), ">", f"> — {source}{passage}"])


def as_bibtex(quotation: Quotation) -> str:
    """An entry for BibTeX and biber. Names stand in braces of their own: nobody knows which part is the surname."""
    prefix = f"{quotation.locator}: " if quotation.locator else ""
    published = quotation.published_at
    fields = {
        "title": f"{{{_bibtex(quotation.title)}}}",
        "author": f"{{{_bibtex(quotation.author)}}}" if quotation.author else None,
        "howpublished": _bibtex(quotation.publisher) if quotation.publisher else None,
        "date": published.isoformat() if published else None,
        "year": f"{published:%Y}" if published else None,
        "url": _bibtex_address(quotation.url or quotation.link),
        "urldate": quotation.retrieved.isoformat(),
        "note": f"{_bibtex(prefix)}“{_bibtex(quotation.text)}”",
        "annote": _bibtex(f"Chỗ trích: {quotation.link}") if quotation.url else None,
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@misc{{{quotation.key},\n" + ",\n".join(lines) + "\n}"


def key_of(document_id: str, start: int) -> str:
    """A key for a list of sources: the letters and digits of the id, and where the sentence begins."""
    return "-".join([*_ASCII_WORD.findall(document_id), str(start)])


def _details(quotation: Quotation) -> list[str]:
    day = vietnamese_date(quotation.published_at) if quotation.published_at else None
    return [detail for detail in (quotation.locator, quotation.author, quotation.publisher, day) if detail]


# Characters with a meaning within a line of CommonMark, of its tables and of struck-out words.
_MARKDOWN_SIGN = re.compile(r"[\\`*_\[\]<>&~|$]")

# What turns a line into a heading, an item, a ruler or an underline; a backslash after it makes it plain.
_MARKDOWN_OPENING = re.compile(r"\d{1,9}(?=[.)])|(?=[#+=-])")

_LINE_BREAK = re.compile("\r\n|[\n\r]")


def _markdown(text: str) -> str:
    """Words within one line."""
    return " ".join(_markdown_lines(text, hard=False))


def _markdown_lines(text: str, *, hard: bool = True) -> list[str]:
    """The lines of the words; with `hard`, one that another follows ends with a backslash, which keeps the break."""
    lines = [_markdown_line(line) for line in _LINE_BREAK.split(text)]
    followed = [hard and line != "" and after != "" for line, after in zip(lines, [*lines[1:], ""], strict=True)]
    return [f"{line}\\" if goes_on else line for line, goes_on in zip(lines, followed, strict=True)]


def _markdown_line(line: str) -> str:
    """Blanks at the beginning would be dropped, or make a block of code: the first is written by its number."""
    words = line.strip(" \t")
    blanks = line[: len(line) - len(line.lstrip(" \t"))] if words else ""
    indent = "".join(f"&#{ord(blank)};" for blank in blanks)
    escaped = _MARKDOWN_SIGN.sub(r"\\\g<0>", words)
    opening = _MARKDOWN_OPENING.match(escaped)
    if opening:
        escaped = f"{opening[0]}\\{escaped[opening.end() :]}"
    return indent + escaped


def _destination(address: str) -> str:
    """An address between the parentheses of a link, with what could end it written as percent signs."""
    return _ENDS_A_LINK.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), address)


# BibTeX counts braces even after a backslash, so that a lone one must be named. The rest is for LaTeX.
_BIBTEX_SIGNS: dict[str, str | int | None] = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}


def _bibtex(text: str) -> str:
    return text.translate(str.maketrans(_BIBTEX_SIGNS))


def _bibtex_address(address: str) -> str:
    """Addresses are taken as they are; only what BibTeX or LaTeX would trip over is written as percent signs."""
    return _ENDS_A_FIELD.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), address)
