"""The kinds of content that a layout's sections are made of, one module each.

In → Out: every module holds a constant `PART`; the registry finds it by the module.
Must not: be imported by name anywhere; a new kind is a new file and nothing else.
"""
