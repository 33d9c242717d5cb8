"""What a report was made from: collect, describe and extract its source files.

In → Out: files in; ingredients, manifests and extracted files out.
Must not: render.
"""
