"""Settings and lexicons as plain mappings, read once at the rim and turned by each room into its frozen Rules.

A lexicon is a TOML file of `lexicons/<language>/`; its top-level tables become entries of one mapping, keyed by file stem.
An editor's own TOML file extends them: `[lexicon.agencies]` there is merged into `agencies.toml`, lists appended and
tables joined, so that no code is touched.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wireroom import __version__
from wireroom.model import digest
from wireroom.ports import DEFAULT_MODEL, SettingsError

if TYPE_CHECKING:
    from wireroom.desk import DeskRules

Lexicons = Mapping[str, Mapping[str, Any]]


@cache
def lexicons(language: str = "en", extra: Path | None = None) -> Lexicons:
    """Every lexicon of a language, keyed by file stem, extended by the `[lexicon.*]` tables of `extra`.

    Raises SettingsError when a file is not valid TOML or names a lexicon that does not exist."""
    folder = resources.files("wireroom") / "lexicons" / language
    found: dict[str, Any] = {}
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".toml"):
            found[entry.name.removesuffix(".toml")] = tomllib.loads(entry.read_text("utf-8"))
    if extra is not None:
        for name, table in _tables(extra).items():
            if name not in found:
                raise SettingsError(f"{extra}: there is no lexicon {name!r}; known: {', '.join(sorted(found))}")
            found[name] = _merged(found[name], table, where=f"{extra}: lexicon.{name}")
    return found


@cache
def desk_rules(language: str = "en", extra: Path | None = None) -> DeskRules:
    """The rules of every room, made from the lexicons. Raises SettingsError as `lexicons` does."""
    from wireroom.desk import DeskRules
    from wireroom.dossier import dossier_rules
    from wireroom.lineage import lineage_rules
    from wireroom.reading import reading_rules
    from wireroom.report import report_rules
    from wireroom.story import story_rules

    found = lexicons(language, extra)
    return DeskRules(
        report=report_rules(found),
        reading=reading_rules(found),
        lineage=lineage_rules(found),
        story=story_rules(found),
        dossier=dossier_rules(found),
    )


DEFAULT_STORE = "wireroom.db"
"""The store when nothing names one: a file where the command runs."""
_KEYS = {"model": DEFAULT_MODEL, "store": DEFAULT_STORE, "who": "", "tokens": ""}
"""What a settings file may hold beside `[lexicon]`, each also as `WIREROOM_…` in the environment, with its default."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One setting in force, and what gave it: a flag, the environment, the settings file, or the default."""

    name: str
    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What one run has in force: the spaCy pipeline, the language, the store, who decides, the file of tokens (empty: none),
    the settings file, and where each comes from. The rules are made when they are asked for."""

    model: str
    language: str
    store: str
    who: str
    tokens: str
    file: Path | None
    choices: tuple[Choice, ...] = ()

    @property
    def rules(self) -> DeskRules:
        """The rules of every room. Raises SettingsError as `lexicons` does."""
        return desk_rules(self.language, self.file)

    @property
    def digest(self) -> str:
        """The digest of everything that rules what is made of a capture: version, model and lexicons."""
        return digest(__version__, self.model, self.language, lexicon_digest(lexicons(self.language, self.file)))


def settings(
    *,
    file: Path | None,
    model: str | None,
    environment: Mapping[str, str],
    store: str | None = None,
    who: str | None = None,
    tokens: str | None = None,
) -> Settings:
    """The settings of a run: a flag before the environment (`WIREROOM_MODEL`, `WIREROOM_STORE`, `WIREROOM_WHO`,
    `WIREROOM_TOKENS`, `WIREROOM_CONFIG`) before the file before the default. A store or a file of tokens that
    the file names by a relative path lies beside the file.

    Raises SettingsError when the file cannot be read or holds what is not known."""
    named = environment.get("WIREROOM_CONFIG")
    path = file or (Path(named) if named else None)
    own = _file(path) if path else {}
    unknown = sorted(set(own) - {*_KEYS, "lexicon"})
    if unknown:
        raise SettingsError(f"{path}: unknown setting {unknown[0]!r}; known: {', '.join(sorted((*_KEYS, 'lexicon')))}")
    given = {"model": model, "store": store, "who": who, "tokens": tokens}
    found = {name: _chosen(name, given[name], environment, own, path) for name in _KEYS}
    origin = "--config" if file else "WIREROOM_CONFIG" if named else "default"
    about = Choice("config", str(path) if path else "none", origin)
    shown = replace(found["store"], value=without_password(found["store"].value))
    return Settings(
        model=found["model"].value.replace("-", "_"),
        language="en",
        store=found["store"].value,
        who=found["who"].value,
        tokens=found["tokens"].value,
        file=path,
        choices=(about, found["model"], shown, found["who"], found["tokens"]),
    )


def without_password(place: str) -> str:
    """The place of a store as it may be shown."""
    return re.sub(r"(://[^:/@]*):[^@/]*@", r"\1:***@", place)


def _chosen(name: str, flag: str | None, environment: Mapping[str, str], own: Mapping[str, Any], path: Path | None) -> Choice:
    variable = f"WIREROOM_{name.upper()}"
    if flag:
        return Choice(name, flag, f"--{name}")
    if environment.get(variable):
        return Choice(name, environment[variable], variable)
    if name in own:
        value = own[name]
        if not isinstance(value, str) or not value:
            raise SettingsError(f"{path}: {name} must be a name")
        if name in ("store", "tokens") and path is not None and "://" not in value:
            value = str(path.parent / value)
        return Choice(name, value, str(path))
    return Choice(name, _KEYS[name], "default")


def lexicon_digest(found: Lexicons) -> str:
    """The digest of every entry of the lexicons in force, in hex."""
    return digest(json.dumps(found, sort_keys=True, ensure_ascii=False, default=str))


def _file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: {error}") from error


def _tables(path: Path) -> dict[str, Any]:
    tables = _file(path).get("lexicon", {})
    if not isinstance(tables, dict):
        raise SettingsError(f"{path}: [lexicon] must be a table")
    return tables


def _merged(base: Any, more: Any, *, where: str) -> Any:
    if isinstance(base, dict) and isinstance(more, dict):
        joined = dict(base)
        for key, value in more.items():
            joined[key] = _merged(base[key], value, where=f"{where}.{key}") if key in base else value
        return joined
    if isinstance(base, list) and isinstance(more, list):
        return base + [entry for entry in more if entry not in base]
    if type(base) is not type(more):
        raise SettingsError(f"{where}: expected {type(base).__name__}, found {type(more).__name__}")
    return more
