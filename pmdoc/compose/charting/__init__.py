"""Axes, series and phases of the charts in a report.

In → Out: see `chart_data` for charts of data, `axes` for their scales, `phases` for the phases.
Must not: name a colour or a font; renderers draw the charts.
"""
