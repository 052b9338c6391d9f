"""The dataset of a run: nouns in Parquet, with a schema as written, a translation, and a reader and writer."""
