"""Bringing in a file of the practice system, and reading row by row what became of it."""

from chalicelib.domain.imports import Import, ImportKind
from chalicelib.exchange.start_import import EmptyFile, TooLarge, import_result, start_import
from chalicelib.routes.door import NotThere, Page, Response, StaffDoor, Visit, see_other
from chalicelib.routes.downloads import csv_download
from chalicelib.web import urls
from chalicelib.web.forms import FieldError
from chalicelib.web.presenters.imports import import_page, import_result_page, rejected_csv

pages = StaffDoor(__name__)
EARLIER_SHOWN = 20
PAGE_DIGITS = 4
KINDS = [kind.value for kind in ImportKind]


@pages.get("/imports", right="create")
def show_imports(visit: Visit) -> Page:
    return _form(visit, what=visit.query.text("what") or ImportKind.PATIENTS.value)


@pages.post("/imports", right="create")
def begin_import(visit: Visit) -> Page | Response:
    form = visit.form
    kind = form.choice("what", among=KINDS, problem="Choose what is in the file")
    upload = form.file("file", required="Choose a file that has something in it")
    if not form.is_valid or upload is None:
        return _form(visit, what=kind, errors=form.errors)
    try:
        load = start_import(
            visit.parts,
            practice_id=visit.practice_id,
            kind=ImportKind(kind),
            body=upload.content,
            by=visit.by,
            at=visit.at,
        )
    except EmptyFile:
        return _form(visit, what=kind, errors=(FieldError("file", "The file is empty"),))
    except TooLarge as error:
        megabytes = error.limit_bytes // 1_000_000
        problem = f"The file is larger than {megabytes} MB. Split it into smaller files"
        return _form(visit, what=kind, errors=(FieldError("file", problem),))
    return see_other(urls.import_result(load.id))


@pages.get("/imports/{import_id}", right="create")
def show_import(visit: Visit, import_id: str) -> Page:
    page = visit.query.text("page") or "0"
    if not (page.isascii() and page.isdecimal() and len(page) <= PAGE_DIGITS):
        raise NotThere
    return import_result_page(visit.frame, load=_load(visit, import_id), page=int(page))


@pages.get("/imports/{import_id}/rejected.csv", right="create")
def download_rejected(visit: Visit, import_id: str) -> Response:
    return csv_download(rejected_csv(_load(visit, import_id)), name="rows-to-correct")


def _load(visit: Visit, import_id: str) -> Import:
    return import_result(visit.parts, practice_id=visit.practice_id, import_id=import_id)


def _form(visit: Visit, *, what: str, errors: tuple[FieldError, ...] = ()) -> Page:
    earlier = visit.parts.records.imports_of_practice(visit.practice_id, limit=EARLIER_SHOWN)
    return import_page(
        visit.frame,
        practice=visit.practice,
        what=what,
        earlier=earlier.items,
        at=visit.at,
        errors=errors,
    )
