"""Reading of files: incidents, images, data for charts.

In → Out: paths and text in; plain data with positions, images and tables out.
Must not: know what an incident is about.
"""
