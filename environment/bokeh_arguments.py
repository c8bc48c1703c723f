"""Arguments that bokeh's functions no longer accept: sizes of figures, legends, circles without a radius."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection
from typing import Any

from .argument_adapters import dropped, old_keywords
from .restored_name import Narrowed


def _of_a_legend(real: Callable[..., Any]) -> Callable[..., Any]:
    """Take `legend=` for the name of a column where the data have it, else for a label, as until bokeh 1.4.

    The last of the others is the glyph's renderer; bokeh 3.7 put a name before it.
    """

    @functools.wraps(real)
    def update_legend(plot: Any, legend_kwarg: dict[str, Any], *others: Any) -> None:
        if "legend" in legend_kwarg:
            legend_kwarg = _kind_of_legend(legend_kwarg["legend"], others[-1].data_source.column_names)
        real(plot, legend_kwarg, *others)

    return update_legend


def _kind_of_legend(given: Any, columns: Collection[str]) -> dict[str, Any]:
    if isinstance(given, dict):  # field("name") or value("text")
        return {"legend_field": given["field"]} if "field" in given else {"legend_label": given.get("value")}
    return {"legend_field" if given in columns else "legend_label": given}


def _of_pixels(real: Callable[..., Any]) -> Callable[..., Any]:
    """Draw circles without a radius as markers of 4 pixels or of `size=`, as until bokeh 3.3."""

    @functools.wraps(real)
    def circle(self: Any, *args: Any, **kwargs: Any) -> Any:
        if len(args) < 3 and "radius" not in kwargs:
            return self.scatter(*args, **kwargs)
        return real(self, *args, **kwargs)

    return circle


TABLE = (
    Narrowed(
        "bokeh.plotting:figure",
        "__init__",
        old_keywords(plot_width="width", plot_height="height"),
        "plot_width= is width=",
        "plot_width plot_height",
    ),
    *(
        Narrowed(
            f"bokeh.models:{name}",
            "__init__",
            old_keywords(render_mode=dropped),
            "render_mode= says nothing any more",
            "render_mode",
        )
        for name in ("BoxAnnotation", "Label", "LabelSet", "Span", "Title")
    ),
    Narrowed("bokeh.plotting._renderer", "update_legend", _of_a_legend, "legend= is legend_label= or legend_field="),
    Narrowed("bokeh.plotting.glyph_api:GlyphAPI", "circle", _of_pixels, "without a radius, a marker of 4 pixels"),
)
