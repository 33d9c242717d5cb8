"""Form fields of a fillable PDF.

In → Out: fields in; widgets and their fonts out.
Must not: decide which fields there are.
"""
