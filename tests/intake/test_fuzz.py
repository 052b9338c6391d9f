"""Whatever bytes come under whatever name: at least one outcome, a report or a rejection with a reason, and nothing raised."""

from __future__ import annotations

import io
import random
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wireroom.config import desk_rules
from wireroom.intake.forms import received
from wireroom.intake.media import ENDINGS, WHOLE, by_bytes, by_ending, certainly, root_of
from wireroom.model import Capture, Rejection
from wireroom.report import extract

FIXTURES = Path(__file__).parent / "fixtures"
SEEDS = [path.read_bytes() for path in sorted(FIXTURES.iterdir()) if not path.name.endswith(".expected.json")]
TABLES = {form for form in ENDINGS.values() if "arrow" in form or "parquet" in form}
FORMS = sorted({*ENDINGS.values(), "application/gzip", "application/xml+gzip"} - TABLES)
"""Every form but tables, whose reader starts a process of its own."""
PIECES = [
    b"<", b">", b"&", b'"', b"\0", b"\xff\xfe", b"<!ENTITY a 'b'>", b"<![CDATA[", b"]]>", b"<:a>", b"{", b"}", b"[",
    b"\n\n", b"From a\n",
    b"Content-Type: multipart/mixed; boundary=x\n\n--x\n", b"=?utf-8?q?", b"9" * 40, b"\xed\xa0\x80",
]  # fmt: skip


def spoiled(seed: bytes, draw: random.Random) -> bytes:
    """The bytes with up to a dozen changes: replaced, left out, put in, moved."""
    made = bytearray(seed)
    for _ in range(draw.choice([0, 1, 3, 12])):
        at, what = draw.randrange(len(made) + 1), draw.random()
        if what < 0.3 and at < len(made):
            made[at] = draw.randrange(256)
        elif what < 0.5:
            del made[at : at + draw.randint(1, 300)]
        elif what < 0.8:
            made[at:at] = draw.choice(PIECES) * draw.choice([1, 1, 3, 40])
        else:
            start = draw.randrange(len(made) + 1)
            made[at:at] = made[start : start + draw.randint(1, 400)]
    return bytes(made)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(SEEDS), st.sampled_from(FORMS) | st.none(), st.randoms(use_true_random=False))
def test_spoiled_files_give_outcomes(seed: bytes, form: str | None, draw: random.Random) -> None:
    check(spoiled(seed, draw), form)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=400), st.sampled_from(FORMS) | st.none())
def test_any_bytes_give_outcomes(body: bytes, form: str | None) -> None:
    check(body, form)


def check(body: bytes, form: str | None) -> None:
    rules = desk_rules().report
    media = form or by_bytes(body[:4096])
    found = list(received("a", io.BytesIO(body), media)) if media in FORMS else []
    assert found or media not in FORMS
    for item in found:
        done = extract(item, rules) if isinstance(item, Capture) else item
        if isinstance(done, Rejection):
            assert done.detail.isprintable()
            assert done.detail
        else:
            assert done.text


@given(st.binary(max_size=200), st.text(max_size=20))
def test_telling_a_form_never_fails(head: bytes, name: str) -> None:
    assert by_bytes(head)
    assert certainly(head) in {None, by_bytes(head)}
    root_of(head)
    told = by_ending(name)
    assert told is None or told.removesuffix("+gzip") in ENDINGS.values()
    assert not (told or "").endswith("+gzip") or told.removesuffix("+gzip") not in WHOLE  # type: ignore[union-attr]
