"""Completion, hover texts and diagnostics in editors, obtained from their language server."""
