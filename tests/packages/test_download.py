from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request

import pytest

from tests.packages.registry import Registry, cut, good, plain, running
from toolkit.errors import OutputError, PackageError
from toolkit.packages import download
from toolkit.packages.catalogue import ModelFile
from toolkit.packages.download import Downloader

BODY = os.urandom(700_000)
DIGEST = hashlib.sha256(BODY).hexdigest()
SIZE = len(BODY)


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry]:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with running() as server:
        yield server


def fetch(url: str, place: Path, count: list[int] | None = None, hosts: tuple[str, ...] = (), **known: object):
    counted = count if count is not None else []
    file = ModelFile(url, "model.bin", **known)  # type: ignore[arg-type]
    return Downloader(hosts, plain=True, pauses=(0, 0)).fetch(file, place, counted.append)


def test_a_file_comes_whole_and_its_digest_is_told(registry: Registry, tmp_path: Path) -> None:
    count: list[int] = []
    got = fetch(registry.serve("/m", good(BODY)), tmp_path / "m", count)
    assert (tmp_path / "m").read_bytes() == BODY
    assert (got.size, got.sha256, got.checked) == (SIZE, DIGEST, False)
    assert sum(count) == SIZE
    assert fetch(registry.url + "/m", tmp_path / "m", size=SIZE, sha256=DIGEST).checked


def test_a_connection_that_ends_early_is_taken_up_where_it_ended(registry: Registry, tmp_path: Path) -> None:
    count: list[int] = []
    url = registry.serve("/m", cut(BODY, 300_000), good(BODY))
    assert fetch(url, tmp_path / "m", count).sha256 == DIGEST
    assert registry.ranges() == ["", "bytes=300000-"]
    assert sum(count) == SIZE


def test_the_next_call_resumes_what_the_last_one_left(registry: Registry, tmp_path: Path) -> None:
    url = registry.serve("/m", cut(BODY, 300_000), plain(503))
    with pytest.raises(PackageError, match=r"answered 503 .*; try again later"):
        fetch(url, tmp_path / "m")
    registry.serve("/m", good(BODY))
    assert fetch(url, tmp_path / "m").sha256 == DIGEST
    assert registry.ranges()[-1] == "bytes=300000-"


def test_a_file_that_has_changed_meanwhile_is_fetched_from_the_beginning(registry: Registry, tmp_path: Path) -> None:
    count: list[int] = []
    other = BODY[::-1]
    url = registry.serve("/m", cut(BODY, 300_000), good(other, '"two"'))
    fetch(url, tmp_path / "m", count)
    assert (tmp_path / "m").read_bytes() == other
    assert sum(count) == SIZE


def test_a_part_of_which_nobody_can_say_what_it_is_of_is_thrown_away(registry: Registry, tmp_path: Path) -> None:
    (tmp_path / "m").write_bytes(b"rest of something else")
    assert fetch(registry.serve("/m", good(BODY)), tmp_path / "m").sha256 == DIGEST
    assert registry.ranges() == [""]


def test_a_server_without_ranges_is_asked_for_all_of_it(registry: Registry, tmp_path: Path) -> None:
    count: list[int] = []
    url = registry.serve("/m", cut(BODY, 300_000), plain(200, BODY, ETag='"one"'))
    assert fetch(url, tmp_path / "m", count).sha256 == DIGEST
    assert sum(count) == SIZE


def test_a_file_that_is_there_already_is_not_fetched_again(registry: Registry, tmp_path: Path) -> None:
    url = registry.serve("/m", good(BODY))
    fetch(url, tmp_path / "m")
    assert fetch(url, tmp_path / "m").sha256 == DIGEST
    assert registry.ranges() == ["", f"bytes={SIZE}-"]
    fetch(url, tmp_path / "m", size=SIZE)
    assert len(registry.seen) == 2


def test_a_server_that_sends_another_part_makes_no_mixture(registry: Registry, tmp_path: Path) -> None:
    wrong = plain(206, BODY[:10], Content_Range=f"bytes 0-9/{SIZE}", ETag='"one"')
    url = registry.serve("/m", cut(BODY, 300_000), wrong, good(BODY))
    assert fetch(url, tmp_path / "m").sha256 == DIGEST


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ([plain(404)], r"answered 404 \(Not Found\); the address may have changed"),
        ([plain(403)], "answered 403"),
        ([plain(500)], "answered 500 .* try again later"),
        ([plain(200, b"<html>Please log in</html>", Content_Type="text/html; charset=utf-8")], "sent a web page"),
        ([plain(200, b"\n <!DOCTYPE html><title>Log in</title>")], "sent a web page"),
        ([plain(200, b"")], "nothing came; try again later"),
        ([plain(200, BODY, Content_Encoding="gzip")], r"sent it packed \(gzip\)"),
        ([cut(BODY, 0)], "connection ended after 0 of 700,000 bytes; run the command again"),
        ([cut(BODY, 100), plain(500)], "answered 500"),
    ],
)
def test_answers_that_are_no_model_are_refused_in_one_line(
    registry: Registry, tmp_path: Path, answers, message: str
) -> None:
    with pytest.raises(PackageError, match=message) as error:
        fetch(registry.serve("/m", *answers), tmp_path / "m")
    assert "\n" not in str(error.value)


def test_a_fault_that_passes_is_survived(registry: Registry, tmp_path: Path) -> None:
    assert fetch(registry.serve("/m", plain(502), plain(429), good(BODY)), tmp_path / "m").sha256 == DIGEST


def test_a_digest_that_differs_is_refused_and_nothing_is_resumed_from_it(registry: Registry, tmp_path: Path) -> None:
    url = registry.serve("/m", good(BODY))
    with pytest.raises(PackageError, match=rf"SHA-256 is {DIGEST[:12]}…, published is 000000000000…"):
        fetch(url, tmp_path / "m", sha256="0" * 64)
    assert list(tmp_path.iterdir()) == []


def test_another_size_than_the_published_one_is_refused_before_it_comes(registry: Registry, tmp_path: Path) -> None:
    count: list[int] = []
    with pytest.raises(PackageError, match="has 700,000 bytes where 699,999 are published"):
        fetch(registry.serve("/m", good(BODY)), tmp_path / "m", count, size=SIZE - 1)
    assert sum(count) == 0


def test_a_redirect_within_the_host_is_followed_and_another_host_is_refused(registry: Registry, tmp_path: Path) -> None:
    registry.serve("/m", good(BODY))
    near = registry.serve("/near", plain(302, Location="/m"))
    assert fetch(near, tmp_path / "near").sha256 == DIGEST
    away = registry.url.replace("127.0.0.1", "localhost") + "/m"
    far = registry.serve("/far", plain(307, Location=away))
    asked = len(registry.seen)
    with pytest.raises(PackageError, match="leads to another host, localhost, which the catalogue does not name"):
        fetch(far, tmp_path / "far")
    assert len(registry.seen) == asked + 1
    assert fetch(far, tmp_path / "far", hosts=("localhost",)).sha256 == DIGEST


@pytest.mark.parametrize("host", ["files.example.org", "a.b.example.org"])
def test_a_pattern_names_the_hosts_below_a_domain(host: str) -> None:
    redirects = download._Redirects(["*.example.org"])
    old = Request("https://example.com/m")
    new = redirects.redirect_request(old, None, 302, "", {}, f"https://{host}/m")
    assert new is not None and new.host == host
    for wrong in ("https://example.org.evil.com/m", "https://badexample.org/m"):
        with pytest.raises(PackageError, match="another host"):
            redirects.redirect_request(old, None, 302, "", {}, wrong)


@pytest.mark.parametrize("address", ["http://example.com/m", "file:///etc/passwd", "ftp://example.com/m"])
def test_https_leads_to_nothing_else(address: str) -> None:
    with pytest.raises(PackageError, match="not encrypted"):
        download._Redirects([]).redirect_request(Request("https://example.com/m"), None, 302, "", {}, address)


@pytest.mark.parametrize("url", ["http://example.com/m", "file:///etc/passwd", "ftp://example.com/m", "data:,x"])
def test_addresses_without_encryption_are_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="not an https address"):
        Downloader().fetch(ModelFile(url, "m"), tmp_path / "m")


def test_a_server_that_is_not_there_is_one_line_with_the_way_out(registry: Registry, tmp_path: Path) -> None:
    url = registry.url
    registry.shutdown()  # else the serving thread still polls the socket, and a connection may be taken and dropped
    registry.server_close()
    with pytest.raises(PackageError, match=r"cannot be reached \(Connection refused\); .* --print' and --mirror"):
        fetch(f"{url}/m", tmp_path / "m")


def test_a_full_disk_in_the_middle_keeps_what_can_be_resumed(registry: Registry, tmp_path: Path, monkeypatch) -> None:
    url = registry.serve("/m", good(BODY))
    write = download._write

    def full(part, block, progress) -> None:
        if part.tell() > 200_000:
            raise OSError(28, "No space left on device")
        write(part, block, progress)

    monkeypatch.setattr(download, "_write", full)
    with pytest.raises(OutputError, match="the disk is full; free some space and run the command again"):
        fetch(url, tmp_path / "m")
    monkeypatch.setattr(download, "_write", write)
    assert fetch(url, tmp_path / "m").sha256 == DIGEST
    assert registry.ranges()[-1].startswith("bytes=2")


def test_a_file_larger_than_the_disk_is_not_begun(registry: Registry, tmp_path: Path) -> None:
    def endless(handler) -> None:
        handler.reply(200, b"x" * 10, length=1 << 60, ETag='"one"')

    with pytest.raises(OutputError, match="MiB are to come, and the disk has"):
        fetch(registry.serve("/m", endless), tmp_path / "m")


def test_the_users_proxy_is_asked(registry: Registry, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("http_proxy", registry.url)
    registry.serve("http://models.invalid/m", good(BODY))
    assert fetch("http://models.invalid/m", tmp_path / "m").sha256 == DIGEST


@pytest.mark.skipif(os.name == "nt", reason="no such locks")
def test_two_commands_do_not_write_one_file(registry: Registry, tmp_path: Path) -> None:
    import fcntl

    url = registry.serve("/m", good(BODY))
    with (tmp_path / "m").open("ab") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(PackageError, match="another command is fetching this"):
            fetch(url, tmp_path / "m")
    assert registry.seen == []
