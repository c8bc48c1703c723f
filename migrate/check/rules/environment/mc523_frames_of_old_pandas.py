"""MC523: attributes that pandas' frames and series have lost."""

from __future__ import annotations

from ..rule import Rule

GONE = {
    "DataFrame": "ix append iteritems as_matrix sort sortlevel get_value set_value get_values from_csv from_items"
                 " lookup mad applymap clip_lower clip_upper reindex_axis convert_objects pad backfill slice_shift"
                 " tshift to_panel irow icol iget_value blocks as_blocks",
    "Series": "ix append iteritems as_matrix order sort get_value set_value get_values from_csv mad clip_lower"
              " clip_upper is_monotonic convert_objects pad backfill slice_shift tshift irow iget select nonzero ptp"
              " compress",
}  # fmt: skip
RULE = Rule(
    code="MC523",
    severity="breaks",
    title="attribute that pandas' frames and series no longer have",
    why="Removed between pandas 0.20 and 3: AttributeError, but for those that compat.install() gives back.",
    do=".loc or .iloc for .ix, pd.concat for append, items, to_numpy for as_matrix, sort_values for sort and order.",
    names=tuple(f"pandas.{cls}.{name}" for cls, names in GONE.items() for name in names.split()),
)

BEFORE = """
import pandas as pd
frame = pd.read_csv(name)
frame.ix[0]  # MC523
frame = frame.append(other)  # MC523
frame["a"].order()  # MC523
frame.convert_objects()  # MC523
frame.loc[0]
unknown.ix[0]
frame.ix = 3
"""
