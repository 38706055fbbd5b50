"""How is a PDF made whose words stand at given places?"""

Placed = tuple[float, float, str]


def placed_pdf(*pages: list[Placed], size: float = 11, rotate: int = 0, matrix: str = "1 0 0 1") -> bytes:
    """A PDF of lines in Helvetica, each at its distance from the left and from the top of an A4 page; ASCII only."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for lines in pages:
        shown = " ".join(
            f"{matrix} {left} {842 - top} Tm ({text.replace('(', '').replace(')', '')}) Tj" for left, top, text in lines
        )
        stream = f"BT /F {size} Tf {shown} ET".encode("latin-1")
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            b"<</Type/Page/Parent 2 0 R/Rotate %d/MediaBox[0 0 595 842]"
            b"/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>" % (rotate, len(objects))
        )
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    parts = [b"%d 0 obj%s endobj\n" % (number, content) for number, content in enumerate(objects, start=1)]
    return b"%PDF-1.4\n" + b"".join(parts) + b"trailer<</Root 1 0 R>>\n%%EOF"


def lines_down(left: float, top: float, *lines: str, step: float = 15) -> list[Placed]:
    """Lines below each other."""
    return [(left, top + step * number, line) for number, line in enumerate(lines)]
