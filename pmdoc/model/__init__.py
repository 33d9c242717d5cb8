"""The data types that all stages share: the incident as typed values, the document as a tree.

In → Out: nothing in; frozen classes out.
Must not: read files, know an output format, or decide what a report shows.
"""
