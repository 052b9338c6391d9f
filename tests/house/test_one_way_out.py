"""Nothing but the fetcher opens a socket: told from the imports of the code, and from running it without a network."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "wireroom"
FIXTURES = Path(__file__).parents[1] / "intake" / "fixtures"
WAYS_OUT = frozenset(
    """socket socketserver ssl asyncio selectors http urllib.request urllib3 requests httpx httpx2 httpcore httpcore2 aiohttp
    ftplib smtplib poplib imaplib telnetlib nntplib xmlrpc websockets pycurl paramiko anyio trio multiprocessing.connection
    webbrowser subprocess ctypes pty uvicorn hypercorn pyspark py4j huggingface_hub fsspec smart_open cloudpathlib""".split()
)
"""Modules by which a connection can be made, or another program be started that makes one."""
FETCHER = "intake/fetch.py"
TABLES = "intake/table.py"
"""Starts the interpreter itself on one file of ours, which reads a table and nothing else."""
STORES = "intake/remote.py"
"""Opens the files of an object store that the user names as an input of `run`."""
SPARK = "engine/spark.py"
"""Speaks with the cluster that the user names with `run --master`."""
NOTIFIER = "cli/notify.py"
"""Starts the command that the user names with `watch --notify`."""
SERVER = "web/serve.py"
"""Listens at the address of the web desk."""
ALLOCATOR = "engine/memory.py"
"""Calls `mallopt` of the C library of this process, and nothing else of it."""
DOOR = "web/guard.py"
"""Holds a clock over each request."""
QUEUE = "web/limits.py"
"""Lets heavy requests wait for each other."""


def imported(path: Path) -> set[str]:
    """Every module that a file imports, by whatever form of import, with the names taken from it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in {
            "import_module",
            "__import__",
        }:
            found |= {arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)}
    return found


def ways_out(path: Path) -> set[str]:
    return {name for name in imported(path) if any(name == way or name.startswith(f"{way}.") for way in WAYS_OUT)}


def test_only_the_fetcher_can_open_a_connection() -> None:
    found = {path.relative_to(SOURCE).as_posix(): ways_out(path) for path in SOURCE.rglob("*.py")}
    assert len(found) > 150
    assert found.pop(FETCHER) >= {"socket", "ssl", "httpcore2"}
    assert found.pop(TABLES) == {"subprocess"}
    assert found.pop(NOTIFIER) == {"subprocess"}
    assert found.pop(SERVER) == {"uvicorn"}
    assert found.pop(ALLOCATOR) == {"ctypes"}
    assert found.pop(QUEUE) == {"anyio", "anyio.Semaphore", "anyio.move_on_after"}
    assert found.pop(DOOR) == {"anyio", "anyio.fail_after"}
    assert found.pop(STORES) == {"fsspec.core"}
    assert found.pop(SPARK) == {"pyspark.sql", "pyspark.errors", "py4j.protocol"}
    assert {name: ways for name, ways in found.items() if ways} == {}


def test_the_scan_sees_every_form_of_import(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(
        "import socket\nfrom urllib import request\nfrom http.client import x\nimport importlib\n"
        "importlib.import_module('requests')\ndef f():\n    __import__('ssl')\n",
        "utf-8",
    )
    assert ways_out(tmp_path / "a.py") == {"socket", "urllib.request", "http.client", "http.client.x", "requests", "ssl"}


RUN = """
import socket, sys
def closed(*args, **named):
    raise SystemExit("a connection was made")
class Closed(socket.socket):  # made and bound it may be: urllib3, which a model's library imports, tries IPv6 that way
    connect = connect_ex = sendto = sendmsg = listen = closed
socket.socket = Closed
socket.create_connection = socket.getaddrinfo = socket.gethostbyname = closed
from wireroom import cli
status = cli.run(sys.argv[1:])
assert "wireroom.intake.fetch" not in sys.modules, "the fetcher was loaded"
sys.exit(status)
"""
EXTERNAL = """<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://127.0.0.1:9/rss.dtd">
<rss version="2.0"><channel><title>T</title><link>http://127.0.0.1:9/</link><item><link>http://127.0.0.1:9/a</link>
<description>A ferry and a tug collided off Portmere on Wednesday.</description></item></channel></rss>"""
REMOTE = """<?xml version="1.0"?><?xml-stylesheet href="http://127.0.0.1:9/a.xsl"?><!DOCTYPE nitf SYSTEM "http://127.0.0.1:9/nitf.dtd">
<nitf xmlns:xi="http://www.w3.org/2001/XInclude"><body><body.content><xi:include href="http://127.0.0.1:9/b"/>
<p>A ferry and a tug collided off Portmere on Wednesday.</p></body.content></body></nitf>"""
PAGE = """<html><head><base href="http://127.0.0.1:9/"><link rel="stylesheet" href="http://127.0.0.1:9/a.css">
<script src="http://127.0.0.1:9/a.js"></script></head><body><img src="http://127.0.0.1:9/a.png"><iframe src="http://127.0.0.1:9/"></iframe>
<p>A ferry and a tug collided off Portmere on Wednesday, the harbour office said.</p></body></html>"""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", RUN, *arguments], capture_output=True, text=True, timeout=120, check=False)


def test_reading_every_form_makes_no_connection(tmp_path: Path) -> None:
    for path in FIXTURES.iterdir():
        if not path.name.endswith(".expected.json"):
            (tmp_path / path.name).write_bytes(path.read_bytes())
    for name, text in (
        ("dtd.xml", EXTERNAL),
        ("remote.xml", REMOTE),
        ("page.html", PAGE),
        ("address.txt", "http://127.0.0.1:9/"),
    ):
        (tmp_path / name).write_text(text, "utf-8")
    for command in (["brief", "--format", "html"], ["read"]):
        done = run(*command, str(tmp_path), "--jobs", "1", "-o", str(tmp_path / ".out"))
        assert done.returncode == 0, done.stderr[-800:]
        assert "read;" in done.stderr


def test_a_closed_network_is_noticed_when_it_is_used(tmp_path: Path) -> None:
    done = run("brief", "http://good.example/")
    assert done.returncode != 0
    assert "a connection was made" in done.stderr or "the fetcher was loaded" in done.stderr
