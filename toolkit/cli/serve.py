"""``bitext serve``: the translation server."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli.options import Beam, Glossary, Model


def serve(
    host: Annotated[
        str, typer.Option("--host", help="Address to listen on; 0.0.0.0 is the whole network.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65_535, help="Port; OPUS-CAT's plug-ins call 8500.")] = 5000,
    pairs: Annotated[
        list[str] | None,
        typer.Option("--pair", help="Pair to serve, such as fr-en; repeatable. Default: all installed."),
    ] = None,
    model: Model = None,
    glossary: Glossary = None,
    memory: Annotated[
        Path | None, typer.Option("--memory", help="Translation memory to ask first: TMX, .sqlite or other bitext.")
    ] = None,
    fuzzy: Annotated[
        float | None,
        typer.Option("--fuzzy", min=0.5, max=1, help="Also use fuzzy matches of the memory from this score."),
    ] = None,
    beam: Beam = 4,
    threads: Annotated[
        int | None, typer.Option("--threads", min=1, help="Translations that run at the same time.")
    ] = None,
    keys: Annotated[
        Path | None, typer.Option("--api-keys", help="File of hashed API keys; without it none is asked.")
    ] = None,
    new_key: Annotated[
        str | None, typer.Option("--new-key", help="Add a key of this name to --api-keys, print it, and exit.")
    ] = None,
    cors: Annotated[str, typer.Option("--cors", help="Origin whose pages may call the server, or *.")] = "",
    names: Annotated[
        list[str] | None, typer.Option("--allow-host", help="Name under which the server is called; repeatable.")
    ] = None,
    characters: Annotated[int, typer.Option("--char-limit", min=1, help="Most characters in a request.")] = 50_000,
    units: Annotated[int, typer.Option("--batch-limit", min=1, help="Most texts in a request.")] = 1_000,
    body: Annotated[int, typer.Option("--body-limit", min=1, help="Most MiB in a request.")] = 20,
    seconds: Annotated[float, typer.Option("--timeout", min=1, help="Most seconds for the texts of a request.")] = 60,
    project: Annotated[
        Path | None, typer.Option("--project", help="Folder of a project; the page /work edits it.")
    ] = None,
    suggestions: Annotated[
        Path | None,
        typer.Option("--suggestions", help="Take better translations of clients into FILE.jsonl or a memory."),
    ] = None,
    queue: Annotated[int, typer.Option("--queue", min=1, help="Most requests that wait; more get 429.")] = 256,
) -> None:
    """Serve translations to programs and browsers.

    Speaks as LibreTranslate, OPUS-CAT, OmegaT's FakeMT and DeepL (version 2, a part) do, so that their clients work
    unchanged. The page at / is for people; with --project the page at /work edits
    the units of a project. The server listens on this machine only, unless --host says otherwise.
    Ctrl-C ends it; requests in work are finished.
    """
    from toolkit.cli.console import note
    from toolkit.errors import InputError

    if new_key is not None:
        from toolkit.server.keys import add_key

        if keys is None:
            raise InputError("--new-key needs --api-keys FILE, which gets the digest of the key")
        typer.echo(add_key(keys, new_key))
        note(f"bitext: the digest is in {keys}; the key itself is kept nowhere")
        return
    from toolkit.server.run import serve as run
    from toolkit.server.settings import Settings

    if fuzzy is not None and memory is None:
        raise InputError("--fuzzy is a threshold for --memory FILE")
    settings = Settings(
        host,
        port,
        tuple(pairs or ()),
        model,
        glossary,
        memory,
        fuzzy,
        beam,
        threads,
        keys,
        cors,
        tuple(names or ()),
        characters,
        units,
        body << 20,
        seconds,
        queue,
        project,
        suggestions,
    )
    shown = f"http://{f'[{host}]' if ':' in host else host}:{port}/{'work' if project else ''}"
    run(settings, lambda: note(f"{shown} is being served; Ctrl-C ends it"))
