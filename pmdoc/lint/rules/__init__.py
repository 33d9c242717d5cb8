"""The rules that pmdoc ships, one module each.

In → Out: nothing in; modules with a constant `RULE` out.
Must not: hold anything but rules.
"""
