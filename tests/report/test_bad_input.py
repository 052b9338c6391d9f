"""Whatever comes in gives a report or a rejection with a reason, in good time."""

from __future__ import annotations

import json
import time

import pytest

from wireroom.engine.language import Guesser
from wireroom.model import Capture, Rejection, Report
from wireroom.report import ReportRules, extract

TEXT = "Rescue teams reached the last of the stranded walkers on the ridge before dawn, the mountain service said on Monday."


def outcome(
    body: bytes, rules: ReportRules, media: str | None = "text/plain", guesser: Guesser | None = None
) -> Report | Rejection:
    return extract(Capture("a", body, media), rules, guesser)


@pytest.mark.parametrize(
    ("body", "media", "reason", "detail"),
    [
        (b"", "text/plain", "empty", "no bytes"),
        (b" \n\t \r\n", "text/plain", "no_text", "no words"),
        (b"\xef\xbb\xbf", "text/plain", "no_text", "no words"),
        (b"... --- ...", "text/plain", "no_text", "no words"),
        (b"Only three words.", "text/plain", "too_short", "3 words"),
        (b"x" * 20_000_001, "text/plain", "too_large", "20,000,000 bytes"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00\x01\x02\x03" * 500, "text/plain", "not_text", "binary"),
        (b"%PDF-1.7 " + TEXT.encode() * 9, "text/plain", "not_text", "binary"),
        (b"\x00" * 4_000, "text/plain", "not_text", "binary"),
        (TEXT.encode(), "image/png", "unsupported", "image/png"),
        (b"{", "application/json", "wrong_shape", "not JSON"),
        (b"[]", "application/json", "wrong_shape", "a list of 0 records"),
        (b'"text"', "application/json", "wrong_shape", "not a string"),
        (b"17", "application/json", "wrong_shape", "not a number"),
        (b"null", "application/json", "wrong_shape", "not null"),
        (b"{}", "application/json", "wrong_shape", '"text" is missing'),
        (b'{"text": ["a"]}', "application/json", "wrong_shape", '"text" must be a string, not a list'),
        (
            b'{"text": "a", "title": {"main": "b"}}',
            "application/json",
            "wrong_shape",
            '"title" must be a string, not an object',
        ),
        (b'{"text": "a", "id": true}', "application/json", "wrong_shape", '"id" must be a string, not true or false'),
        (b'{"text": ""}', "application/json", "no_text", "no words"),
        (b"[" * 200_000, "application/json", "wrong_shape", ""),
        (b'{"a":' * 100_000, "application/json", "wrong_shape", ""),
        (b"<html><body></body></html>", "text/html", "no_text", "no words"),
        (b"<" * 10_000, "text/html", "no_text", "no words"),
    ],
)
def test_rejected(body: bytes, media: str, reason: str, detail: str, rules: ReportRules) -> None:
    result = outcome(body, rules, media)
    assert isinstance(result, Rejection)
    assert result.reason == reason
    assert detail in result.detail
    assert result.detail.isprintable()
    assert result.capture is not None


@pytest.mark.parametrize(
    "body",
    [
        b"<p>" + TEXT.encode() + b"<p>" + TEXT.encode() + b"<div><b>Unclosed <i>all over",
        b"<div>" * 10_000 + TEXT.encode() + b"</div>" * 10_000,
        b"<div>" * 10_000 + TEXT.encode(),
        b"<html><script>" + b"var a = '<p>';" * 50 + b"</script><p>" + TEXT.encode(),
        b"<html><head><title>A</title></head><body><p>" + TEXT.encode() + b"</body>",
        b"<b>" * 10_000 + TEXT.encode(),
        b"<p>" * 200_000 + TEXT.encode(),
        b"<![CDATA[<p>" + TEXT.encode() * 3 + b"]]>",
    ],
)
def test_broken_pages_give_their_text(body: bytes, rules: ReportRules) -> None:
    started = time.perf_counter()
    result = outcome(body, rules, "text/html")
    assert isinstance(result, Report)
    assert "stranded walkers" in result.text
    assert time.perf_counter() - started < 20


def test_control_and_direction_characters_stay_in_the_text(rules: ReportRules) -> None:
    text = TEXT + "\x00 \u202eReversed\u202c and \x1b[31mred\x07."
    result = outcome(text.encode(), rules)
    assert isinstance(result, Report)
    assert result.text == text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("\ufeff" + TEXT, TEXT),
        (TEXT.encode("utf-16"), TEXT),
        (TEXT.encode("utf-16-le"), TEXT),
        (TEXT.encode("utf-16-be"), TEXT),
        (TEXT.encode("utf-32"), TEXT),
        ((TEXT + " “Cold”, he said – café.").encode("cp1252"), TEXT + " “Cold”, he said – café."),
        ((TEXT + " “Cold”").encode() + " – café".encode("cp1252"), TEXT + " “Cold” – café"),
        (TEXT + " e\u0301", TEXT + " \u00e9"),
        (TEXT + "\r\nA second line.\r", TEXT + "\r\nA second line.\r"),
    ],
)
def test_decoded(body: str | bytes, text: str, rules: ReportRules) -> None:
    result = outcome(body.encode() if isinstance(body, str) else body, rules)
    assert isinstance(result, Report)
    assert result.text == text


def test_a_lone_surrogate_of_a_record_becomes_a_mark(rules: ReportRules) -> None:
    result = outcome(json.dumps({"text": TEXT + " \ud800", "id": "a"}).encode(), rules, "application/json")
    assert isinstance(result, Report)
    assert result.text.endswith(" \ufffd")
    assert result.text.encode()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Die Helfer erreichten die letzten Wanderer am Grat vor der Dämmerung, wie der Bergdienst am Montag mitteilte.", "de"),
        ("Les secours ont rejoint les randonneurs sur la crête avant l'aube, a annoncé lundi le service de montagne.", "fr"),
        ("Los equipos llegaron antes del amanecer hasta los excursionistas en la cresta, dijo el servicio el lunes.", "es"),
        ("Спасатели добрались до туристов на хребте до рассвета, сообщила в понедельник горная служба нашей области.", "ru"),
    ],
)  # fmt: skip
def test_another_language_is_rejected_with_how_sure(text: str, language: str, rules: ReportRules, guesser: Guesser) -> None:
    result = outcome(text.encode(), rules, guesser=guesser)
    assert isinstance(result, Rejection)
    assert result.reason == "not_english"
    assert f"reads as {language}," in result.detail
    assert "% sure" in result.detail


@pytest.mark.parametrize("text", [TEXT, "Fünf Tote bei Busunglück in Ulm.", "Kim, Putin, Xi meet: Pyongyang, Moskva, Beijing."])
def test_english_and_what_is_too_short_to_judge_is_kept(text: str, rules: ReportRules, guesser: Guesser) -> None:
    assert isinstance(outcome(text.encode(), rules, guesser=guesser), Report)


@pytest.mark.parametrize(
    "text",
    [
        "A" * 3_000_000 + " b c d e f g",
        "Rescue " * 300_000,
        '"' * 200_000 + " one two three four five six",
        "(" * 100_000 + TEXT,
        "1 " * 500_000 + TEXT,
        "By " + "A" * 200_000 + " " + TEXT,
        "LONDON, " * 50_000 + TEXT,
        "not been edited " * 100_000 + TEXT,
        "\n".join(["UPDATE: " + TEXT] * 8_000),
        "A. B. " * 200_000,
        ("Jan 1, " * 100_000) + TEXT,
    ],
)
def test_hostile_text_takes_time_in_proportion(text: str, rules: ReportRules) -> None:
    started = time.process_time()
    result = outcome(text.encode(), rules)
    assert isinstance(result, Report)
    assert time.process_time() - started < 10


@pytest.mark.parametrize("subject", ["=?utf-8?b?RmVyc?=", "=?utf-8?b?R?=", "=?nowhere?q?Ferry?="])
def test_a_subject_that_cannot_be_decoded_is_kept_as_it_stands(subject: str, rules: ReportRules) -> None:
    body = f"From: desk@tna.example\nSubject: {subject}\n\n{TEXT}\n".encode()
    result = outcome(body, rules, "message/rfc822")
    assert isinstance(result, Report)
    assert result.title == subject
