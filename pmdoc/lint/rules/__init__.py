"""The rules that pmdoc ships, one module each.

Each holds a constant `RULE`, and its docstring is the manual page that `pmdoc explain` shows.
"""
