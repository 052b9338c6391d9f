"""Commands that look after a store and this machine: `verify`, `rebuild`, `doctor`, `config`."""

from __future__ import annotations

import argparse
from typing import Any

from wireroom.cli.options import has_settings, has_store, settings_of, shows, works
from wireroom.cli.output import clean, counted, left_out, note
from wireroom.cli.stored import store_of, worked


def commands(group: Any) -> None:
    """Adds the commands of this module."""
    verify = group.add_parser("verify", help="prove that what is stored is what was received", description=_verify.__doc__)
    has_store(verify)
    has_settings(verify)
    verify.set_defaults(command=_verify)

    rebuild = group.add_parser("rebuild", help="make everything anew from what was received", description=_rebuild.__doc__)
    works(rebuild)
    has_store(rebuild)
    rebuild.set_defaults(command=_rebuild)

    doctor = group.add_parser("doctor", help="models, lexicons, versions and digests in use", description=_doctor.__doc__)
    has_settings(doctor)
    has_store(doctor)
    shows(doctor, "text", "json")
    doctor.set_defaults(command=_doctor)

    config = group.add_parser("config", help="the settings in force, and where each comes from", description=_config.__doc__)
    has_settings(config)
    has_store(config)
    shows(config, "text", "json")
    config.set_defaults(command=_config)


def _verify(options: argparse.Namespace) -> int:
    """Hold every capture against its digest, every arrival against its outcome, and open every record.

    Status 1 when anything is not as it must be."""
    found = 0
    with store_of(settings_of(options)) as store:
        for fault in store.faults():
            found += 1
            print(clean(fault))
        counts = store.counts()
    print(
        f"{counts.arrivals} received: {counted(counts.reports, 'report')}, {counted(counts.rejections, 'rejection')}, "
        f"{counts.pending} waiting, {counts.removed} removed; {counted(counts.stories, 'story')}; "
        f"{counted(found, 'fault') if found else 'all is as it was received'}"
    )
    return 1 if found else 0


def _rebuild(options: argparse.Namespace) -> int:
    """Make reports, readings, stories and dossiers anew from what was received, in its order, with the rules now in force.

    Dossiers stay to be read until theirs is made again. Broken off, the next `add` or `rebuild --quiet` goes on."""
    from wireroom.ports import StoreError

    settings = settings_of(options)
    with store_of(settings) as store:
        with store.working() as alone:
            if not alone:
                raise StoreError(f"{store.name}: another process works on the store")
            store.forget()
        tally = worked(store, settings, options)
        if tally is None:
            raise StoreError(f"{store.name}: another process works on the store")
    done = f"{counted(tally.reports, 'report')} read{left_out(tally.rejected)}; {counted(len(tally.filed), 'story')} written up"
    note(done, quiet=options.quiet)
    return 0


def _doctor(options: argparse.Namespace) -> int:
    """Say which model, lexicons, versions and digests are in use, whether each is the one that was measured, and how the store
    is."""
    from wireroom.diagnosis import diagnosis

    settings = settings_of(options)
    found = diagnosis(settings)
    store = _store_state(settings.store)
    if options.format == "json":
        import json

        print(json.dumps({**found.record, "store": store}, indent=2, ensure_ascii=False))
    else:
        said = ", ".join(f"{value} {key}" for key, value in store.items() if key not in ("place", "state"))
        print("\n".join(found.lines))
        print(f"store      {clean(str(store['place']))}: {clean(str(store['state']))}{': ' + said if said else ''}")
    return 0 if found.well and store["state"] in ("well", "none yet") else 1


def _store_state(place: str) -> dict[str, object]:
    """How the store is, without making one."""
    from dataclasses import asdict
    from pathlib import Path

    from wireroom.config import without_password
    from wireroom.ports import WireroomError
    from wireroom.store.store import SqlStore

    if "://" not in place and not Path(place).exists():
        return {"place": place, "state": "none yet"}
    try:
        with SqlStore(place, create=False) as store:
            return {"place": store.name, "state": "well", **asdict(store.counts())}
    except WireroomError as error:
        return {"place": without_password(place), "state": str(error)}


def _config(options: argparse.Namespace) -> int:
    """Print every setting that is in force, and whether a flag, the environment, the settings file or nothing gave it."""
    settings = settings_of(options)
    if options.format == "json":
        import json

        rows = {one.name: {"value": one.value, "from": one.origin} for one in settings.choices}
        print(json.dumps(rows, indent=2, ensure_ascii=False))
    else:
        for one in settings.choices:
            print(clean(f"{one.name} = {one.value}  ({one.origin})"))
    return 0
