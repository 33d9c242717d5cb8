"""pmdoc makes branded Word and PDF reports of incidents from one YAML file.

In → Out: an incident file in, report files out, by the steps `load`, `check`, `compose`, `render`.
Must not: import anything heavy here; the steps are imported on first use.
"""

__version__ = "0.1.0"
