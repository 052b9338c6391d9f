"""Whatever is asked, the answer is one that the description has: its status, its form, its shape. schemathesis asks the same,
for longer, by hand (docs/api.md)."""

from __future__ import annotations

import json
from typing import Any, NamedTuple
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from wireroom.web.api.document import examples
from wireroom.web.app import application
from wireroom.web.limits import RATES, Rate
from wireroom.web.problem import KINDS
from wireroom.web.serving import Serving

EXAMPLES = 25
"""Requests of one operation; all of them take some ten seconds."""
BODIES = {
    "/api/v1/reports": [{"text": ""}, {"text": 1}, [], [[]], {"id": "x", "text": "short"}, "text", None],
    "/api/v1/decisions": [
        {"kind": kind, "names": names, "why": "y", "who": "w"}
        for kind in ("merge", "split", "undo", "not_a_copy", "not_the_same", "set_aside", "judge")
        for names in ([], ["none"], ["none", "none"], ["\ud800", "\0"], [1])
    ],
    "/api/v1/searches": [{"name": name, "query": query} for name in (" ", "\0", "x" * 99) for query in ("", "(", "\0")],
    "/api/v1/looks": [{"story": name} for name in ("", "none", "\ud800", "\0", 1)],
}


class Operation(NamedTuple):
    """One operation of the description."""

    method: str
    path: str
    told: dict[str, Any]


@pytest.fixture(scope="module")
def unlimited(serving: Serving) -> TestClient:
    """A desk that may be asked as often as a test likes."""
    client = TestClient(application(serving), base_url="http://localhost:8477")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(RATES, "search", Rate(1e9, 1e9))  # type: ignore[arg-type]
        patch.setitem(RATES, "heavy", Rate(1e9, 1e9))  # type: ignore[arg-type]
        client.get("/api/v1")  # the limits are made with the first request
    return client


@pytest.fixture(scope="module")
def description(unlimited: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = unlimited.get("/api/v1/openapi.json").json()
    return found


def names(serving: Serving) -> list[str]:
    stories = [one.id for one in serving.store.stories()]
    return [*stories, *list(serving.store.reports())[:6], "1", "none"]


def values(schema: dict[str, Any], known: list[str]) -> st.SearchStrategy[str]:
    """Values that a parameter may have, and some that it must not."""
    good: list[str] = [str(one) for one in [*schema.get("examples", []), schema.get("default", "")]]
    for part in [schema, *schema.get("anyOf", [])]:
        good += [str(one) for one in part.get("enum", [])]
        good += [str(part[key]) for key in ("minimum", "maximum") if key in part]
    hostile = [
        "",
        "0",
        "-1",
        "99999999999999999999",
        "1e9",
        "NaN",
        "\0",
        "%",
        "'",
        '"',
        "(",
        "a" * 3_000,
        "🜁",
        "\u202e",
        "../..",
        "*",
    ]
    return st.one_of(
        st.sampled_from([*good, *known]), st.sampled_from([*good, *known]), st.sampled_from(hostile), st.text(max_size=20)
    )


def check(answer: Any, told: dict[str, Any], components: dict[str, Any]) -> None:
    status = str(answer.status_code)
    assert status in told["responses"], f"{status} is not described: {answer.text[:300]}"
    assert answer.status_code < 500, answer.text[:300]
    assert "cache-control" in answer.headers
    if answer.status_code in (204, 304):
        assert answer.content == b""
        return
    content = told["responses"][status]["content"]
    media = answer.headers["content-type"].partition(";")[0]
    assert media in content
    if media.endswith("json"):
        schema = {**content[media]["schema"], "components": components}
        Draft202012Validator(schema).validate(answer.json())
    if answer.status_code >= 400:
        assert answer.json()["title"] == KINDS[answer.status_code][1]


def test_every_answer_is_described(unlimited: TestClient, serving: Serving, description: dict[str, Any]) -> None:
    operations = [Operation(method, path, told) for path, one in description["paths"].items() for method, told in one.items()]
    assert len(operations) >= 23
    for operation in operations:
        asker(unlimited, operation, names(serving), description["components"])()


def asker(client: TestClient, one: Operation, known: list[str], components: dict[str, Any]) -> Any:
    """What asks one operation for many things, good and bad."""
    asked = one.told.get("parameters", [])
    inside = {each["name"]: values(each["schema"], known) for each in asked if each["in"] == "path"}
    query = {
        each["name"]: values(each["schema"], known) if each["required"] else st.none() | values(each["schema"], known)
        for each in asked
        if each["in"] == "query"
    }

    @given(
        st.fixed_dictionaries(inside),
        st.fixed_dictionaries(query),
        st.sampled_from(["", "*", '"x"']),
        st.sampled_from(BODIES.get(one.path, [None])),
        st.sampled_from(["application/json", "text/plain", "x/y", "", "application/xml"]),
    )
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    def asks(inside: dict[str, str], query: dict[str, str | None], tag: str, body: Any, media: str) -> None:
        path = one.path
        for name, value in inside.items():
            path = path.replace("{" + name + "}", quote(value, safe=""))
        given = {name: value for name, value in query.items() if value is not None}
        headers = {"If-None-Match": tag} if tag else {}
        sent = None
        if one.method == "post":
            sent = json.dumps(body).encode()
            headers["Content-Type"] = media
            given["wait"] = "0"
            if one.path.endswith("/reports") and media != "x/y":
                sent = b""  # what is taken in would change the demo
        check(client.request(one.method, path, params=given, headers=headers, content=sent), one.told, components)

    return asks


def test_the_description_holds_together(description: dict[str, Any]) -> None:
    text = json.dumps(description)
    schemas = description["components"]["schemas"]
    for part in text.split('"$ref": "')[1:]:
        assert part.partition('"')[0].removeprefix("#/components/schemas/") in schemas
    ids = [told["operationId"] for one in description["paths"].values() for told in one.values()]
    assert len(set(ids)) == len(ids)
    assert description["openapi"].startswith("3.1")
    for one in description["paths"].values():
        for told in one.values():
            assert told["summary"]
            assert told["description"]
            assert "422" not in told["responses"]
            for parameter in told.get("parameters", []):
                assert parameter["name"] not in ("request", "held")


def test_examples_are_what_the_description_says(description: dict[str, Any]) -> None:
    assert examples().keys() >= {"Dossier", "Report", "Stories", "Taken", "Comparison"}
    for name, one in examples().items():
        schema = {"$ref": f"#/components/schemas/{name}", "components": description["components"]}
        Draft202012Validator(schema).validate(one)


def test_what_an_address_allows_is_told(client: TestClient) -> None:
    for path, allowed in (
        ("/reports", "GET, HEAD, POST"),
        ("/stories/x", "GET, HEAD"),
        ("/decisions", "GET, HEAD, POST"),
        ("/searches", "GET, HEAD, POST"),
        ("/searches/x", "DELETE, GET, HEAD"),
        ("/looks", "POST"),
    ):
        answer = client.request("PATCH", f"/api/v1{path}")
        assert (answer.status_code, answer.headers["allow"]) == (405, allowed)
        assert answer.headers["content-type"] == "application/problem+json"
