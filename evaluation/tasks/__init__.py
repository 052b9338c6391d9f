"""One module a task: `CORPORA`, the sets it needs (keys of `corpora.toml`), and `measure(shared) -> Result`."""
