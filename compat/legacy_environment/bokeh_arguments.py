"""Arguments that bokeh's functions no longer accept: sizes of figures, legends, circles without a radius."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from .argument_adapters import dropped, old_keywords
from .restored_name import Narrowed


def _of_a_legend(real: Callable[..., Any]) -> Callable[..., Any]:
    """Take `legend=` for the name of a column where the data have it, else for a label, as until bokeh 1.4."""

    @functools.wraps(real)
    def update_legend(plot: Any, legend_kwarg: dict[str, Any], legend_name: Any, glyph_renderer: Any) -> None:
        if "legend" in legend_kwarg:
            given = legend_kwarg["legend"]
            kind = "legend_field" if given in glyph_renderer.data_source.column_names else "legend_label"
            legend_kwarg = {kind: given}
        real(plot, legend_kwarg, legend_name, glyph_renderer)

    return update_legend


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
