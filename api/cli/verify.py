"""How are the library, or the citations of a file, verified at the command line? Neither needs the model."""

from collections.abc import Sequence
from pathlib import Path

import click
from tqdm import tqdm

from api.cli.citation_files import read_claims
from api.cli.group import HoidapCommand
from api.cli.options import data_option, settings_for
from api.cli.session import services_of
from api.messages.locators import locator_of
from api.messages.verdicts import IN_SHORT, SENTENCES
from api.wiring import Services
from qa.citing.claims import Claim, Status, Verdict
from qa.citing.verifying import verify_claims
from qa.library.copying import check_holds_library, holds_library
from qa.library.store import DATABASE_NAME, Library
from qa.library.verification import Fault, verify_library
from qa.types import Citation

# In characters: enough of a quotation to recognise it, on one line.
_SHOWN = 60


@click.command(cls=HoidapCommand)
@click.option(
    "--citations",
    type=click.Path(path_type=Path),
    metavar="TỆP",
    help="Kiểm tra các trích dẫn trong một câu trả lời đã lưu, thay vì kiểm tra kho.",
)
@data_option
def verify(data: Path | None, citations: Path | None) -> None:
    """Kiểm tra rằng mọi tài liệu, câu và véc-tơ trong kho còn đúng như khi được ghi; với --citations thì kiểm tra từng
    trích dẫn trong tệp: đúng từng ký tự, đã chuyển chỗ, đã thay đổi, hay không thấy.
    """
    claims = read_claims(citations) if citations else None
    with services_of(settings_for(data)) as services:
        sound = _check_library(services) if claims is None else _check_claims(services.existing_library(), claims)
    click.get_current_context().exit(0 if sound else 1)


def _check_library(services: Services) -> bool:
    if holds_library(services.settings.data):
        check_holds_library(services.settings.data)  # before it is opened, and so made
    library = services.existing_library()
    found: list[Fault] = []
    sentences = 0
    total = len(library.summaries())
    for one in tqdm(verify_library(library), total=total, desc="Kiểm tra", unit=" tài liệu", disable=None):
        sentences += one.sentences
        found += one.faults
    for fault in found:
        click.echo(f"{fault.document_id}: {fault.what}")
    outcome = f"{len(found)} chỗ không khớp" if found else "tất cả khớp"
    click.echo(f"{total} tài liệu, {sentences} câu: {outcome}.")
    return not found and not (total == 0 and _is_lost(services))


def _is_lost(services: Services) -> bool:
    """Whether an empty library lies where another was; says so."""
    if before := services.indexed_elsewhere():
        click.echo(
            f"Kho này trống, nhưng chỉ mục đã lưu bên cạnh là của một kho khác có {before} tài liệu: {DATABASE_NAME} "
            "có lẽ đã bị thay hay tạo lại. Hãy phục hồi bằng “hoidap restore”, hoặc chép lại tệp ấy."
        )
    return before > 0


def _check_claims(library: Library, claims: Sequence[Claim]) -> bool:
    """Prints a line for each; True when all are exact."""
    verdicts = verify_claims(library, claims).verdicts
    for number, (claim, verdict) in enumerate(zip(claims, verdicts, strict=True), start=1):
        click.echo(f"{number}. {_line(claim, verdict)}")
    counts = [(sum(one.status is status for one in verdicts), status) for status in Status]
    summary = ", ".join(f"{count} {IN_SHORT[status]}" for count, status in counts if count)
    click.echo(f"{len(verdicts)} trích dẫn: {summary}.")
    return all(verdict.status is Status.EXACT for verdict in verdicts)


def _line(claim: Claim, verdict: Verdict) -> str:
    parts = [f"{IN_SHORT[verdict.status]}: “{_shortened(claim.quote)}”"]
    if verdict.status is not Status.EXACT:
        parts.append(SENTENCES[verdict.reason].rstrip("."))
    if verdict.citation:
        parts.append(_where(verdict.citation))
    elif verdict.nearest:
        parts.append(f"gần nhất: “{_shortened(verdict.nearest.quote.exact)}” ({_where(verdict.nearest)})")
    elif claim.document_id is not None:
        parts.append(_shortened(claim.document_id))
    return " · ".join(parts)


def _where(cited: Citation) -> str:
    locator = locator_of(cited.headings, clause=cited.clause, page=cited.page, title=cited.source.title)
    parts = (cited.display_title, locator, f"[{cited.start}, {cited.end})", cited.document_id)
    return ", ".join(part for part in parts if part)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN].rstrip()}…"
