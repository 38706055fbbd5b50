"""How are the documents of the library listed and read over HTTP?"""

from fastapi import APIRouter

from api.schemas.documents import DocumentBody, DocumentEntry, DocumentList
from api.schemas.parameters import DocumentId
from api.schemas.problems import problems
from api.wiring import Services


def document_routes(services: Services) -> APIRouter:
    """The routes that read documents; they need no key."""
    router = APIRouter(tags=["documents"])

    @router.get("/v1/documents", summary="Liệt kê tài liệu", responses=problems(503))
    def list_documents() -> DocumentList:
        # Read first: a change in between then shows as a change still to come.
        generation = services.library.generation
        entries = [DocumentEntry.of(summary) for summary in services.library.summaries()]
        return DocumentList(documents=entries, generation=generation)

    @router.get("/v1/documents/{document_id:path}", summary="Xem một tài liệu", responses=problems(404, 422, 503))
    def get_document(document_id: DocumentId) -> DocumentBody:
        found = services.library.document(document_id)
        near_duplicates = services.engine.view().near_duplicates(document_id)
        return DocumentBody.of(found, near_duplicates)

    return router
