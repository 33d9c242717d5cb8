"""Fuzzing: any input ends in a documented exit code.

PMDOC_FUZZ_SECONDS=600 lets each search run for ten minutes.
"""
