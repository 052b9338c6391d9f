"""Who is let in: tokens, sessions, proxies; what each may do; and that nothing of the store is seen before."""

from __future__ import annotations

import json
import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from httpx import Response
from starlette.testclient import TestClient

from wireroom import cli
from wireroom.ports import InputError, SettingsError
from wireroom.web.access import Access, Proxy, Sessions, needed, proxy_of
from wireroom.web.app import application
from wireroom.web.login import local
from wireroom.web.serving import Serving
from wireroom.web.tokens import Scope, Tokens

NOW = datetime.now(UTC)
BASE = "http://localhost:8477"


@pytest.fixture
def tokens(tmp_path: Path) -> Tokens:
    return Tokens(tmp_path / "tokens.json")


def desk(serving: Serving, access: Access, peer: str = "testclient", base: str = BASE) -> TestClient:
    held = Serving(serving.store, serving.settings, access=access)
    return TestClient(application(held), base_url=base, client=(peer, 1), follow_redirects=False)


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def logged_in(client: TestClient, token: str, back: str = "/") -> Response:
    """The answer to somebody who fills in the form."""
    return client.post("/login", data={"token": form_token(client), "secret": token, "next": back})


def form_token(client: TestClient) -> str:
    found = re.search(r'name="token" value="([0-9a-f]+)"', client.get("/login").text)
    assert found is not None
    return found[1]


@pytest.fixture
def shown(tokens: Tokens) -> dict[str, str]:
    """A token of each scope, one of all, and one that has ended."""
    scopes: tuple[Scope, ...] = ("read", "add", "decide")
    made = {one: tokens.new(one, [one], 30, NOW)[1] for one in scopes}
    made["all"] = tokens.new("Ada", scopes, 30, NOW)[1]
    made["ended"] = tokens.new("old", scopes, 1, NOW - timedelta(days=2))[1]
    return made


def test_nothing_is_seen_before_it_is_known_who_asks(serving: Serving, tokens: Tokens, shown: dict[str, str]) -> None:
    client = desk(serving, Access(tokens))
    described = client.get("/api/v1/openapi.json").json()
    for path, operations in described["paths"].items():
        for method in operations:
            answer = client.request(method.upper(), path.replace("{contract}", "reading-1"))
            public = path.startswith("/api/v1/schemas/")
            assert answer.status_code == (200 if public else 401), path
            if not public:
                assert answer.headers["content-type"] == "application/problem+json"
                assert answer.headers["www-authenticate"].startswith("Bearer")
    page = client.get("/stories/x?span=1-2")
    assert (page.status_code, page.headers["location"]) == (303, "/login?next=%2Fstories%2Fx%3Fspan%3D1-2")
    assert client.get("/static/desk.css").status_code == 200
    assert client.post("/decide").status_code == 401


def test_a_token_may_do_what_its_scopes_say_until_it_ends(serving: Serving, tokens: Tokens, shown: dict[str, str]) -> None:
    client = desk(serving, Access(tokens))
    assert client.get("/api/v1", headers=bearer(shown["read"])).json()["you"] == {"name": "read", "may": ["read"]}
    assert client.get("/api/v1", headers=bearer(shown["add"])).status_code == 403
    refused = client.post("/api/v1/decisions", headers=bearer(shown["read"]), json={})
    assert refused.status_code == 403
    assert 'scope="decide"' in refused.headers["www-authenticate"]
    wrong = ["", "x", "Bearer", shown["read"][:-1], shown["read"][:-2] + "xx", shown["ended"], "wr_0000000000_" + "a" * 43, "ä"]
    for token in wrong:
        headers = {"Authorization": f"Bearer {token}".encode()}
        assert client.get("/api/v1", headers=headers).status_code == 401, token  # type: ignore[arg-type]
    basic = client.get("/", headers={"Authorization": "Basic " + "OmFiYw=="})
    assert basic.status_code == 303
    feeds = client.get("/", auth=("anybody", shown["read"]))
    assert feeds.status_code == 200


def test_what_is_revoked_is_turned_away_at_once_with_its_sessions(
    serving: Serving, tokens: Tokens, shown: dict[str, str]
) -> None:
    client = desk(serving, Access(tokens))
    assert logged_in(client, shown["all"], "/stories/x").headers["location"] == "/stories/x"
    assert client.get("/api/v1").json()["you"]["name"] == "Ada"
    other = Tokens(tokens.path)
    other.revoke(next(one.id for one in other.all() if one.name == "Ada"))
    assert client.get("/api/v1").status_code == 401
    assert client.get("/api/v1", headers=bearer(shown["all"])).status_code == 401


def test_a_browser_logs_in_and_out(serving: Serving, tokens: Tokens, shown: dict[str, str]) -> None:
    client = desk(serving, Access(tokens))
    assert 'name="secret"' in client.get("/login").text
    wrong = logged_in(client, "nonsense")
    assert wrong.status_code == 403
    assert "wireroom=" not in wrong.headers.get("set-cookie", "")
    answer = logged_in(client, shown["all"], "//evil.example/")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"].lower()
    assert all(part in cookie for part in ("httponly", "samesite=strict", "path=/", "max-age="))
    assert "secure" not in cookie
    assert shown["all"] not in cookie
    assert "<h1>You are <bdi>Ada</bdi></h1>" in client.get("/login").text
    assert 'href="/login"><span class="vh">You are </span><bdi>Ada</bdi></a>' in client.get("/").text
    kept = dict(client.cookies)
    assert client.post("/logout").status_code == 400
    assert client.post("/logout", data={"token": form_token(client)}).headers["location"] == "/login"
    client.cookies.update(kept)
    assert client.get("/api/v1").status_code == 401


def test_by_https_the_cookie_is_one_that_no_other_host_can_set(serving: Serving, tokens: Tokens, shown: dict[str, str]) -> None:
    client = desk(serving, Access(tokens), base="https://localhost:8477")
    cookie = logged_in(client, shown["all"]).headers["set-cookie"]
    assert cookie.startswith("__Host-wireroom=")
    assert "Secure" in cookie
    assert client.get("/api/v1").status_code == 200
    value = client.cookies["__Host-wireroom"]
    client.cookies.clear()
    client.cookies.set("wireroom", value)
    assert client.get("/api/v1").status_code == 401


def test_a_proxy_is_believed_only_where_it_calls_from(serving: Serving) -> None:
    access = Access(proxy=proxy_of(("10.0.0.2", "fd00::/64"), "Remote-User"))
    header = {"Remote-User": "ada@desk.example"}
    for peer in ("10.0.0.2", "fd00::7", "::ffff:10.0.0.2"):
        assert desk(serving, access, peer).get("/api/v1", headers=header).json()["you"]["name"] == "ada@desk.example"
    for peer in ("10.0.0.3", "127.0.0.1", "fd01::7", "nonsense"):
        assert desk(serving, access, peer).get("/api/v1", headers=header).status_code == 401
    inside = desk(serving, access, "10.0.0.2")
    assert inside.get("/api/v1").status_code == 401
    assert inside.get("/api/v1", headers={"Remote-User": ""}).status_code == 401
    twice = [("Remote-User", "ada"), ("Remote-User", "eve")]
    assert inside.get("/api/v1", headers=twice).status_code == 401
    assert inside.get("/api/v1", headers={"Remote-User": "a" * 201}).status_code == 401


def test_a_proxy_has_an_address() -> None:
    assert proxy_of(("10.0.0.0/8",), "X-User").is_peer("10.9.9.9")
    assert Proxy(()).is_peer("10.0.0.1") is False
    for address in ("0.0.0.0/0", "::/0", "desk.example", "", "10.0.0.0/4"):
        with pytest.raises(InputError):
            proxy_of((address,), "X-User")
    with pytest.raises(InputError, match="header"):
        proxy_of(("10.0.0.1",), "X User")


@pytest.mark.parametrize(
    ("method", "path", "scope"),
    [
        ("GET", "/", "read"),
        ("HEAD", "/api/v1/stories", "read"),
        ("POST", "/api/v1/reports", "add"),
        ("POST", "/api/v1/decisions", "decide"),
        ("POST", "/anything", "decide"),
        ("DELETE", "/api/v1/reports/x", "decide"),
        ("POST", "/login", None),
        ("GET", "/static/desk.css", None),
        ("GET", "/loginx", "read"),
        ("GET", "/static", "read"),
    ],
)
def test_each_request_takes_a_scope(method: str, path: str, scope: Scope | None) -> None:
    assert needed(method, path) == scope


def test_only_addresses_of_the_desk_are_gone_back_to() -> None:
    assert local("/stories/x?y=1") == "/stories/x?y=1"
    for address in ("//evil.example", "/\\evil.example", "https://evil.example", "", "evil", "/a\r\nSet-Cookie: x"):
        assert local(address) == "/"


def test_sessions_are_bounded_and_end(monkeypatch: pytest.MonkeyPatch) -> None:
    held = Sessions()
    first = held.open("one")
    assert held.token_of(first) == "one"
    for _ in range(1_000):
        held.open("many")
    assert held.token_of(first) is None
    last = held.open("last")
    monkeypatch.setattr("wireroom.web.access.monotonic", lambda: 1e12)
    assert held.token_of(last) is None


def test_the_file_holds_no_token_and_only_its_owner_reads_it(tokens: Tokens, shown: dict[str, str]) -> None:
    text = tokens.path.read_text("utf-8")
    assert not any(token.rpartition("_")[2] in text for token in shown.values())
    assert tokens.path.stat().st_mode & 0o077 == 0
    assert len(tokens.all()) == 5


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", "null", '{"schema": "wireroom.tokens/2", "tokens": []}', '{"schema": "wireroom.tokens/1", "tokens": [{}]}',
     '{"schema": "wireroom.tokens/1", "tokens": [1]}', "[" * 100_000, "\udcff"],
)  # fmt: skip
def test_a_file_that_is_none_lets_nobody_in(serving: Serving, tokens: Tokens, text: str) -> None:
    tokens.path.write_bytes(text.encode("utf-8", "surrogateescape"))
    tokens.path.chmod(0o600)
    with pytest.raises(SettingsError, match="not a file of tokens"):
        tokens.all()
    answer = desk(serving, Access(tokens)).get("/api/v1", headers=bearer("wr_0000000000_" + "a" * 43))
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_file_that_others_may_write_is_refused(tokens: Tokens, shown: dict[str, str]) -> None:
    if os.name != "posix":
        pytest.skip("modes are of POSIX")
    tokens.path.chmod(0o666)
    os.utime(tokens.path, ns=(1, 1))
    with pytest.raises(SettingsError, match="others may write"):
        tokens.all()


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> object:
    def told(*arguments: str, status: int = 0) -> tuple[str, str]:
        assert cli.run([*arguments, "--tokens", str(tmp_path / "cli.json")]) == status
        return capsys.readouterr()

    return told


def test_the_command_makes_lists_and_revokes(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    out, err = run("token", "new", "--name", "night desk", "--scopes", "decide,read", "--days", "7")
    token = out.strip()
    found = Tokens(tmp_path / "cli.json").of(token, datetime.now(UTC))
    assert found is not None
    assert (found.name, found.scopes) == ("night desk", ("read", "decide"))
    assert "shown only now" in err
    listed = run("token", "list")[0]
    assert found.id in listed
    assert token.rpartition("_")[2] not in listed
    run("token", "revoke", found.id)
    assert json.loads((tmp_path / "cli.json").read_text())["tokens"] == []
    run("token", "list", status=1)
    for wrong in (["revoke", "none"], ["new", "--name", "x", "--scopes", "fly"], ["new", "--name", " "],
                  ["new", "--name", "x", "--days", "9999"], ["new", "--name", "x", "--scopes", ","]):  # fmt: skip
        assert "Traceback" not in run("token", *wrong, status=2)[1]
