"""The parts of native charts, with their workbooks.

In → Out: charts in; chart parts, workbooks and shapes out.
Must not: decide what a chart shows, or write to a flow.
"""
