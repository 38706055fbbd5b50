"""How are documents listed and removed at the command line? Neither needs the model."""

from pathlib import Path

import click

from api.cli.group import HoidapCommand
from api.cli.options import data_option, settings_for
from api.cli.session import services_of
from api.messages.dates import vietnamese_date
from api.schemas.documents import DocumentEntry, DocumentList


@click.command(cls=HoidapCommand)
@click.option("--json", "as_json", is_flag=True, help="In ra đúng như GET /v1/documents trả lời.")
@data_option
def documents(data: Path | None, *, as_json: bool) -> None:
    """Liệt kê tài liệu trong kho."""
    with services_of(settings_for(data)) as services:
        library = services.existing_library()
        generation = library.generation
        entries = [DocumentEntry.of(summary) for summary in library.summaries()]
    if as_json:
        click.echo(DocumentList(documents=entries, generation=generation).model_dump_json(indent=2))
        return
    for entry in entries:
        click.echo(_line(entry))
    click.echo(f"{len(entries)} tài liệu, {sum(entry.sentences for entry in entries)} câu.")


@click.command(cls=HoidapCommand)
@click.argument("document_id", metavar="MÃ_TÀI_LIỆU")
@data_option
def remove(document_id: str, data: Path | None) -> None:
    """Xoá một tài liệu khỏi kho; tệp gốc không bị đụng tới."""
    with services_of(settings_for(data)) as services:
        services.existing_library().remove(document_id)
    click.echo(f"Đã xoá tài liệu “{document_id}” khỏi kho.")


def _line(entry: DocumentEntry) -> str:
    day = vietnamese_date(entry.published_at) if entry.published_at else None
    parts = (entry.id, entry.title, entry.publisher, day, f"{entry.sentences} câu")
    return " · ".join(part for part in parts if part)
