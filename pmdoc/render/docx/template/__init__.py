"""The home of python-docx: open Word templates, and let installed packages finish Word files.

In → Out: a template in, its styles, lists, theme and letterhead out; a file in, the finished out.
Must not: run, load or expand anything in a template, or be loaded by a build without one.
"""
