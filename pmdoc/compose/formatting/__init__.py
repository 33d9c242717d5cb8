"""Values of an incident as text and blocks.

In → Out: see `field_values` for the fields of a layout, and `values` for a single value.
Must not: choose which values a report shows; layouts do.
"""
