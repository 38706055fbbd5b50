"""How is an ODT made whose XML is given?"""

import io
import zipfile

_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for name, long in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"), ("meta", "meta"),
    )
)  # fmt: skip
_STYLES = (
    '<style:style style:name="gach"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="an"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="vntime"><style:text-properties style:font-name=".VnTime"/></style:style>'
    '<text:list-style style:name="so">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/></text:list-style>'
    '<text:list-style style:name="dieu"><text:list-level-style-number text:level="1" style:num-format="1" '
    'style:num-prefix="Điều " style:num-suffix="."/></text:list-style>'
    '<text:list-style style:name="cham"><text:list-level-style-bullet text:level="1"/></text:list-style>'
)


def odt(body: str, *, title: str = "", author: str = "", before: str = "", **more: str) -> bytes:
    """A file with this body. Its automatic styles are `gach` (struck out), `an` (hidden) and `vntime`, its lists `so`,
    `dieu` and `cham`. `more` are further parts by their names.
    """
    inner = (
        f"<office:automatic-styles>{_STYLES}</office:automatic-styles><office:body><office:text>{body}</office:text>"
    )
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"{before}<office:document-content {_SPACES}>{inner}</office:body></office:document-content>",
        "meta.xml": f'<office:document-meta {_SPACES} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>'
        f"<dc:title>{title}</dc:title><meta:initial-creator>{author}</meta:initial-creator></office:meta>"
        "</office:document-meta>",
    } | more
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as container:
        for name, content in parts.items():
            container.writestr(name, content)
    return written.getvalue()


def paragraph(inner: str, style: str = "Standard") -> str:
    """A paragraph in this style."""
    return f'<text:p text:style-name="{style}">{inner}</text:p>'
