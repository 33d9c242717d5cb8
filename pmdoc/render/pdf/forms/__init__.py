"""Form fields of a fillable PDF.

In → Out: fields in; boxes, the objects of a form and its font out.
Must not: decide which fields there are.
"""
