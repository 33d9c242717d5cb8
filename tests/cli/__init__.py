"""Transcripts of the command line, and the test that replays them."""
