"""The steps of a run in order: load, check, resolve, compose, build.

In → Out: an incident file and options in; problems, documents and reports out.
Must not: print, or decide what a report says or looks like.
"""
