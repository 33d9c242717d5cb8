"""Fuzzing: whatever comes in, a documented exit code comes out.

PMDOC_FUZZ_SECONDS=600 lets each search run for ten minutes.
"""
