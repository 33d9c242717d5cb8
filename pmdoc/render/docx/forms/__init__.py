"""Content controls of a fillable Word file.

In → Out: fields in; content controls and their data part out.
Must not: decide which fields there are.
"""
