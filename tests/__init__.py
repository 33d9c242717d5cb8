"""Tests of pmdoc; the folders mirror the package."""
