"""The parts that ship with pmdoc, one module each.

In → Out: nothing in; the constant `PART` of each module out, found by `pipeline.plugins`.
Must not: be listed anywhere; a new part is a new file and nothing else.
"""
