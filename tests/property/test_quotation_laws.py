"""Do the readers of Markdown and BibTeX get a quotation back as it was, whatever it holds?"""

import re
from collections.abc import Iterator
from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from api.http.source_page.quotation import Quotation, as_bibtex, as_markdown, as_text, key_of

SIGNS = st.sampled_from(
    ["*", "**", "_", "`", "```", "#", "## ", "+ ", "- ", "---", "===", "> ", "1. ", "12) ", "[", "](", ")", "![x](y)",
     "<b>", "<!--", "&amp;", "&", "\\", "|", "~~", "$", "{", "}", "%", "^", "@", '"', "'", "“", "”", "    ", "\t", "\n",
     "\n\n", "\r\n", "http://a.vn/_b_", "www.a.vn", "Ủy ban", "đ", "e\u0302\u0323", "👍🏽"]
)  # fmt: skip
TEXTS = st.lists(SIGNS | st.text(st.characters(exclude_categories=["C", "Z"]), max_size=4), min_size=1, max_size=20)
WORDS = TEXTS.map("".join).filter(str.strip)
ADDRESSES = WORDS.map(lambda words: "https://bao.example/" + "".join(words.split()))

# What CommonMark can be, and what GitHub adds to it that changes how a text looks.
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

# The inverse of what is written for LaTeX.
NAMED = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    **{f"\\{sign}": sign for sign in "&%$#_"},
}
WRITTEN = re.compile("|".join(map(re.escape, NAMED)) + r"|[\\{}~^&%$#_]")


def quotation(text: str, title: str = "Bài mẫu", url: str | None = None) -> Quotation:
    return Quotation(
        text=text,
        key="d1-5",
        title=title,
        link="http://may.example/sources/d1?start=5&end=9",
        retrieved=date(2026, 11, 25),
        publisher="Báo & Mẫu",
        published_at=date(2022, 6, 2),
        url=url,
    )


def lines(text: str) -> list[str]:
    """The lines of a text as Markdown can show them: blanks at the end of a line are not seen, blank lines part."""
    return [line.rstrip(" \t") for line in re.split("\r\n|[\r\n]", text) if line.strip(" \t")]


def read_lines(tokens: list[Token]) -> Iterator[str]:
    """The lines of all paragraphs, and a failure where anything but text and line breaks stands in them."""
    for token in tokens:
        if token.type != "inline":
            assert token.type.removesuffix("_open").removesuffix("_close") in {"blockquote", "paragraph"}
            continue
        line = ""
        for inside in token.children or []:
            if inside.type in ("hardbreak", "softbreak"):
                yield line
                line = ""
            else:
                assert inside.type in ("text", "text_special", "link_open", "link_close"), inside
                line += inside.content
        yield line


@given(WORDS)
@example("Một:\n    hai\n\n\tba\n# bốn\n12. năm")
def test_markdown_gives_the_words_back_line_by_line(text: str) -> None:
    tokens = READER.parse(as_markdown(quotation(text)))
    *quoted, source = read_lines(tokens)
    assert [line.rstrip(" \t") for line in quoted] == lines(f"“{text}”")
    assert source == "— Bài mẫu, Báo & Mẫu, 02/06/2022"
    assert [token.type for token in tokens].count("blockquote_open") == 1


@given(WORDS, ADDRESSES)
def test_markdown_has_our_two_links_and_no_other(title: str, url: str) -> None:
    tokens = READER.parse(as_markdown(quotation("Câu này.", title=title, url=url)))
    links = [one for token in tokens for one in token.children or [] if one.type == "link_open"]
    assert len(links) == 2
    assert str(links[0].attrs["href"]).startswith("https://bao.example/")
    assert str(links[1].attrs["href"]).startswith("http://may.example/sources/d1?start=5")
    *_, source = read_lines(tokens)
    assert "".join(source.split()).startswith("—" + "".join(title.split()) + ",")


def fields_of(entry: str) -> dict[str, str]:
    """The fields as BibTeX reads them: it counts braces, also those behind a backslash."""
    opening = re.match(r"@misc\{[A-Za-z0-9-]+,", entry)
    assert opening
    found, depth, name, value = {}, 0, "", ""
    for character in entry[opening.end() : -1]:
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
        if depth == 0 and character == "}":
            found[name.strip(", =\n")] = value[1:]
            name = value = ""
        elif depth:
            value += character
        else:
            name += character
    assert depth == 0
    return found


def from_latex(value: str) -> str:
    """What LaTeX would set; a sign of its own that is not written as text fails."""
    return WRITTEN.sub(lambda found: NAMED[found[0]], value)


@given(WORDS, WORDS, ADDRESSES)
def test_bibtex_gives_words_and_title_back(text: str, title: str, url: str) -> None:
    found = fields_of(as_bibtex(quotation(text, title=title, url=url)))
    assert from_latex(found["note"]) == f"“{text}”"
    assert found["title"][0] + found["title"][-1] == "{}"
    assert from_latex(found["title"][1:-1]) == title
    assert found["date"] == "2022-06-02"
    assert found["year"] == "2022"
    assert not set("{}\\") & set(found["url"])
    assert from_latex(found["howpublished"]) == "Báo & Mẫu"


@given(WORDS)
def test_plain_text_has_the_words_untouched(text: str) -> None:
    assert as_text(quotation(text)).startswith(f"“{text}”\n— Bài mẫu, Báo & Mẫu, 02/06/2022\n")


@given(st.text(min_size=1), st.integers(0, 10**9))
def test_a_key_is_one_that_bibtex_reads(document_id: str, start: int) -> None:
    assert re.fullmatch(r"[A-Za-z0-9-]+", key_of(document_id, start))
