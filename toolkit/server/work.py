"""The page ``/work``: units of a project side by side, edited, checked, and saved as one types."""

from __future__ import annotations

import getpass
import ipaddress
import logging
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from toolkit.api.projects import Conflict, Row, Workbench, export_project
from toolkit.errors import InputError, OutputError
from toolkit.formats.tmx_inline import SOURCE_INLINE
from toolkit.languages.names import english_name
from toolkit.languages.pair import LanguagePair
from toolkit.languages.tags import is_right_to_left
from toolkit.project import search
from toolkit.project.beads import BeadEditor, similarity
from toolkit.project.codes import coded_target
from toolkit.project.editing import comment as set_comment
from toolkit.project.editing import is_locked, lost_placeholders
from toolkit.server.page import check_token, rendered_page
from toolkit.server.requests import endpoint, fields_of, plain_refusal
from toolkit.server.service import Service
from toolkit.server.settings import RequestError
from toolkit.server.work_fields import MOST, Fields, edits_of, number_of, numbers_of, person_of, query_of, text_of
from toolkit.translation.base import word_model_of
from toolkit.units import Finding

_log = logging.getLogger("toolkit.server")
_EXPORTS = {
    ".tmx": "application/x-tmx+xml",
    ".xlf": "application/xliff+xml",
    ".tsv": "text/tab-separated-values",
    ".jsonl": "application/jsonl",
    ".html": "text/html",
    ".gold": "text/plain",
}

_Answer = Callable[[Service, Workbench, Fields], Any]


async def show(request: Request, service: Service) -> Response:
    """The page."""
    bench = _bench(service)
    pair = bench.project.pair
    return rendered_page(
        request,
        "work.html.jinja",
        project=bench.project.name,
        person=_user(request, service),
        source=(pair.source, english_name(pair.source), _direction(pair.source)),
        target=(pair.target, english_name(pair.target), _direction(pair.target)),
        keys=service.keys is not None,
        exports=[suffix for suffix in _EXPORTS if suffix != ".gold"],
    )


def _direction(language: str) -> str:
    return "rtl" if is_right_to_left(language) else "ltr"


def _user(request: Request, service: Service) -> str:
    """Who sits at this machine; somebody else gets no name of its users, and is none of them."""
    try:
        return getpass.getuser() if _is_here(request) and service.keys is None else "editor"
    except (OSError, KeyError):  # a container's user may have no name
        return "editor"


def _is_here(request: Request) -> bool:
    try:
        return request.client is not None and ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False


def _bench(service: Service) -> Workbench:
    """The workbench of the server's project.

    Raises:
        RequestError: 404, the server was started without one.
    """
    if service.bench is None:
        raise RequestError(404, "no project is open; start the server with --project FOLDER")
    return service.bench


def _answered(work: _Answer) -> Callable[[Request], Any]:
    """A route of the page: a JSON object in, one out; a conflict gives the units as they are now."""

    async def answer(request: Request, service: Service) -> Response:
        check_token(request)
        bench = _bench(service)
        fields = await fields_of(request)
        service.check_key(fields.get("api_key"))
        try:
            found = await service.run(lambda: work(service, bench, fields))
        except Conflict as error:
            told = {"error": f"Not saved: {error}.", "rows": [_shown(row) for row in error.rows]}
            return JSONResponse(told, 409)
        except OutputError as error:
            # Of the path only the server's log needs to know. What was typed stays in the page, which asks again.
            _log.error("%s", error)
            reason = str(error).removeprefix(f"{bench.project.path}: ")
            raise RequestError(503, f"Not saved: the project {reason}", retry=3) from None
        return found if isinstance(found, Response) else JSONResponse(found)

    return endpoint(answer, plain_refusal)


def _shown(row: Row) -> dict[str, Any]:
    score = search.score_of(row)
    return {
        "number": row.number,
        "document": row.document,
        "kind": row.unit.kind,
        "source": row.unit.source,
        "target": row.unit.target,
        "sentences": [len(row.source), len(row.target)],
        "state": row.state.value,
        "revision": row.revision,
        "machine": row.machine,
        "comment": row.comment,
        "anchor": row.anchor,
        "locked": is_locked(row),
        "score": None if score is None else round(100 * score),
        "findings": [_told(f) for f in row.findings],
    }


def _told(finding: Finding) -> dict[str, Any]:
    from toolkit.api.checking import severity_of

    return {
        "check": finding.check,
        "reason": finding.reason,
        "severity": severity_of(finding),
        "source": finding.source_span,
        "target": finding.target_span,
    }


def info(service: Service, bench: Workbench, fields: Fields) -> dict[str, Any]:
    """Documents, progress, and the checks that found something."""
    project = bench.project
    counted = project.query(
        "SELECT json_extract(f.value, '$[0]') AS name, count(DISTINCT u.number) FROM unit u, json_each(u.findings) f "
        "GROUP BY name ORDER BY name"
    )
    documents = [d.to_dict() | {"number": d.number} for d in project.documents()]
    return {"documents": documents, "checks": [{"name": name, "units": count} for name, count in counted]}


def listed(service: Service, bench: Workbench, fields: Fields) -> dict[str, Any]:
    """Keys of the units that a query finds, in order, with what the page needs to jump among them."""
    rows = search.find(bench.project, query_of(fields))
    scores = [search.score_of(row) for row in rows]
    return {
        "numbers": [row.number for row in rows],
        "states": "".join(row.state.value[0] for row in rows),
        "found": [n for n, row in enumerate(rows) if row.findings],
        "scores": [None if score is None else round(100 * score) for score in scores],
    }


def rows(service: Service, bench: Workbench, fields: Fields) -> dict[str, Any]:
    """Units by their keys."""
    return {"rows": [_shown(row) for row in bench.project.get(numbers_of(fields))]}


def save(service: Service, bench: Workbench, fields: Fields) -> dict[str, Any]:
    """Save changes, all or none."""
    edits = edits_of(fields)
    # A replacement may change many at once; the limit of characters is that of one text, and the body has its own.
    longest, most = max((len(edit.target or "") for edit in edits), default=0), service.settings.characters
    if longest > most:
        raise RequestError(400, f"Not saved: this text has {longest:,} characters, and {most:,} fit (--char-limit)")
    saved = bench.save(edits, person_of(fields), text_of(fields, "action") or "edit")
    return {"rows": [_shown(row) for row in saved]}


def comment(service: Service, bench: Workbench, fields: Fields) -> dict[str, Any]:
    """Set the comment of a unit, unless somebody else has changed the one that the person saw."""
    text = text_of(fields, "text")
    service.check_size([text])
    seen = None if fields.get("seen") is None else text_of(fields, "seen")
    row = set_comment(bench.project, number_of(fields.get("number")), text, person_of(fields), seen)
    return {"rows": [_shown(row)]}


def _row(bench: Workbench, fields: Fields) -> Row:
    found = bench.project.get([number_of(fields.get("number"))])
    if not found:
        raise RequestError(404, "this unit is there no more; load the list again")
    return found[0]


def helped(service: Service, bench: Workbench, fields: Fields) -> dict[str, Any]:
    """What may help with a unit: the memory, terms, versions."""
    row = _row(bench, fields)
    return {
        "memory": [
            {
                "target": one.match.target,
                "score": round(100 * one.match.score),
                "human": one.match.origin.value == "human",
                "difference": one.difference,
            }
            for one in bench.suggestions(row.unit)
        ],
        "terms": [
            {"start": start, "end": end, "source": term, "targets": targets}
            for start, end, term, targets in bench.terms_in(row.unit.source)
        ],
        "placeholders": _placeholders(row.unit.source),
        "versions": bench.project.history(row.number)[:20],
    } | _coded(service, bench, row)


def _placeholders(text: str) -> list[str]:
    from toolkit.checks.placeholders import read_placeholders

    return list(read_placeholders(text).elements())


def translated(service: Service, bench: Workbench, fields: Fields) -> dict[str, Any]:
    """The machine's translation of a source, and others that it thought of."""
    row = _row(bench, fields)
    pair = bench.project.pair
    if not service.pool.serves(pair) or not row.unit.source:
        return {"translations": []}
    found = service.pair(pair.source, pair.target)
    wanted = LanguagePair(*found), "text", service.deadline()
    [made] = service.translate([row.unit.source], *wanted, others=True)
    return {"translations": list(dict.fromkeys([made.text, *made.alternatives(4)]))}


def check(service: Service, bench: Workbench, fields: Fields) -> dict[str, Any]:
    """What checks find in a target that somebody is typing."""
    row = _row(bench, fields)
    row.unit.target = text_of(fields, "target")
    service.check_size([row.unit.target])
    found = {"findings": [_told(f) for f in bench.look(row.unit)], "lost": lost_placeholders(row.unit)}
    return found | _coded(service, bench, row)


def _coded(service: Service, bench: Workbench, row: Row) -> dict[str, Any]:
    """The target with its inline codes as an export would write it; nothing of a unit without."""
    if SOURCE_INLINE not in row.unit.properties:
        return {}
    pair = bench.project.pair
    model = word_model_of(service.pool.batcher(pair).engine) if service.pool.serves(pair) else None
    pieces, found = coded_target(row.unit, model)
    return {"codes": pieces, "placed": found}


def dismiss(service: Service, bench: Workbench, fields: Fields) -> dict[str, Any]:
    """Let a finding be."""
    row = bench.dismiss(
        number_of(fields.get("number")), text_of(fields, "check"), text_of(fields, "reason"), person_of(fields)
    )
    return {"rows": [_shown(row)]}


def replace(service: Service, bench: Workbench, fields: Fields) -> dict[str, Any]:
    """What a replacement would make of the targets that a query finds; nothing is saved."""
    query = query_of(fields | {"field": "target"})
    if not query.text:
        raise RequestError(400, "there is nothing to look for")
    wanted, by = search.compiled(query.text, query.pattern), text_of(fields, "by")
    made = []
    for row in search.find(bench.project, query):
        after = search.replaced(row.unit.target, wanted, by, query.pattern)
        if after != row.unit.target and not is_locked(row):
            change = {"number": row.number, "revision": row.revision, "state": row.state.value}
            made.append(change | {"before": row.unit.target, "after": after})
    return {"changes": made[:MOST], "more": max(0, len(made) - MOST)}


def beads(service: Service, bench: Workbench, fields: Fields) -> dict[str, Any]:
    """Change the beads of an alignment; gives the number by which that can be undone."""
    editor = BeadEditor(bench.project, person_of(fields), bench.look, similarity)
    action = fields.get("action")
    if action == "undo":
        return {"rows": [_shown(row) for row in editor.undo(number_of(fields.get("operation")))]}
    if action == "merge":
        units = fields.get("units")
        if not isinstance(units, dict):
            raise RequestError(400, "units and their revisions are wanted")
        return {"operation": editor.merge({number_of(n): number_of(r) for n, r in units.items()})}
    number, revision = number_of(fields.get("number")), number_of(fields.get("revision"))
    if action == "anchor":
        return {"rows": [_shown(editor.anchor(number, revision, bool(fields.get("on"))))]}
    if action == "split":
        places = number_of(fields.get("source_at")), number_of(fields.get("target_at"))
        return {"operation": editor.split(number, revision, *places)}
    if action == "move":
        return {"operation": editor.move(number, revision, text_of(fields, "side"), number_of(fields.get("step")))}
    if action == "omit":
        return {"operation": editor.omit(number, revision)}
    if action == "realign":
        return {"operation": editor.realign(number, revision)}
    raise RequestError(400, "no such change of beads")


def export(service: Service, bench: Workbench, fields: Fields) -> Response:
    """A file of what the project holds."""
    named = fields.get("document")
    documents = {d.number: d.name for d in bench.project.documents()}
    name = documents.get(number_of(named)) if named else None
    suffix = text_of(fields, "suffix")
    if suffix == "own" and name:
        suffix = Path(bench.project.content(number_of(named))[0]).suffix or ".txt"
    elif suffix not in _EXPORTS:
        raise RequestError(400, "no such format")
    with tempfile.TemporaryDirectory(prefix="bitext-export-") as folder:
        # The name in the folder is ours: no text of a request names a file.
        out = Path(folder) / f"export{suffix}"
        try:
            export_project(bench.project, out, document=name, accepted=bool(fields.get("accepted")))
        except InputError as error:
            raise RequestError(400, str(error).removeprefix(f"{out}: ")) from None
        data = out.read_bytes()
    return Response(data, media_type=_EXPORTS.get(suffix, "application/octet-stream"))


_ROUTES: dict[str, _Answer] = {
    "info": info,
    "list": listed,
    "rows": rows,
    "save": save,
    "comment": comment,
    "help": helped,
    "translate": translated,
    "check": check,
    "dismiss": dismiss,
    "replace": replace,
    "beads": beads,
    "export": export,
}


def routes() -> list[Route]:
    """Those of the workbench."""
    calls = [Route(f"/work/{name}", _answered(work), methods=["POST"]) for name, work in _ROUTES.items()]
    return [Route("/work", endpoint(show, plain_refusal)), *calls]
