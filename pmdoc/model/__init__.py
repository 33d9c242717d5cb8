"""The vocabulary that all stages share: the incident as typed values, the document as a tree.

In → Out: nothing in; frozen classes out.
Must not: read files, know a format, or decide what a report shows.
"""
