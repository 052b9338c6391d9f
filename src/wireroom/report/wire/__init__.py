"""One decoder a wire format: the format as written, its translation to a `Draft`, and a parser that joins the two.

A format that changes next year changes one module. Decoders take bytes or text that is already bounded, never fetch, and give
a `Draft` or a `Refusal`; they never raise for what is in the input."""
