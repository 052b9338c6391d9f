"""The command over more than fits in one process: `run`."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wireroom.cli.options import settings_of, works
from wireroom.cli.output import counted, note

if TYPE_CHECKING:
    from wireroom.batch.steps import Spent
    from wireroom.engine.local import LocalEngine
    from wireroom.engine.spark import SparkEngine


def commands(group: Any) -> None:
    """Adds the command of this module."""
    run = group.add_parser(
        "run", help="captures to a dataset in Parquet, on one machine or a cluster", description=_run.__doc__
    )
    run.add_argument("inputs", nargs="+", metavar="INPUT", help="files, folders, globs; s3://… and the like with an extra")
    run.add_argument("--out", required=True, type=Path, metavar="DIR", help="the dataset: a new folder, or one to go on with")
    run.add_argument(
        "--engine", choices=("local", "spark"), default="local", help="processes of this machine, or Spark (local)"
    )
    run.add_argument("--master", metavar="URL", help="of Spark: local[2], spark://host:7077, yarn, k8s://… (local[JOBS])")
    run.add_argument(
        "--skip-readings", action="store_true", help="reports, lineages and stories only: no readings, no dossiers"
    )
    run.add_argument("--anew", action="store_true", help="remove the run that DIR holds, and begin again")
    works(run)
    run.set_defaults(command=_run)


def _run(options: argparse.Namespace) -> int:
    """Take captures in, read them, trace lineages, gather stories and write dossiers, each as a table in Parquet.

    Broken off at any moment, the same command goes on where it stopped; nothing that was finished is done again."""
    from wireroom.batch.run import run
    from wireroom.intake.slices import pieces
    from wireroom.progress import Meter

    settings = settings_of(options)
    found = pieces(options.inputs)
    engine = _engine(options, settings.model)
    try:
        with Meter(quiet=options.quiet, rate=True) as meter:
            summary, spent = run(
                found,
                options.out,
                engine=engine,
                rules=settings.rules,
                made_by=settings.digest,
                skip_readings=options.skip_readings,
                anew=options.anew,
                progress=meter,
            )
    finally:
        engine.stop()
    for line in told(summary, spent):
        note(line, quiet=options.quiet)
    return 0 if summary["reports"] else 1


def _engine(options: argparse.Namespace, model: str) -> LocalEngine | SparkEngine:
    from wireroom.ports import InputError

    jobs = options.jobs or os.cpu_count() or 1
    if options.engine == "spark":
        from wireroom.engine.spark import SparkEngine

        return SparkEngine(options.master or f"local[{jobs}]", model)
    if options.master:
        raise InputError("--master is of Spark; add --engine spark")
    from wireroom.engine.local import LocalEngine

    return LocalEngine(jobs, model, chunk=1, keep=True)


def told(summary: dict[str, Any], spent: Spent) -> list[str]:
    """A summary in lines for a person, with what was spent this time."""
    reasons = ", ".join(f"{count} {reason.replace('_', ' ')}" for reason, count in summary["reasons"].items())
    verdicts = ", ".join(f"{count} {verdict}" for verdict, count in summary["verdicts"].items())
    why = f"; {summary['rejections']} left out: {reasons}" if reasons else ""
    tied = f"{counted(summary['ties'], 'tie')} in {counted(summary['lineages'], 'lineage')}"
    gathered = f"{counted(summary['stories'], 'story')}, {summary['alone']} alone ({summary['stories_how']})"
    lines = [f"{summary['captures']} received, {counted(summary['reports'], 'report')}{why}", f"{tied}; {gathered}"]
    if summary["dossiers"]:
        lines.append(f"{counted(summary['dossiers'], 'dossier')}; threads: {verdicts or 'none'}")
    seconds = sum(spent.seconds.values())
    if spent.made:
        longest = sorted(spent.seconds.items(), key=lambda item: -item[1])[:4]
        where = ", ".join(f"{name} {took:.0f}" for name, took in longest)
        lines.append(f"{seconds:.0f} s ({where}), {summary['captures'] / max(seconds, 0.001):.1f} captures a second")
    if spent.found:
        lines.append(f"{spent.found} units were finished before" + ("" if spent.made else ": nothing was left to do"))
    return lines
