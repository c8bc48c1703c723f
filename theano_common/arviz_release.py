"""What ArviZ 0.2x and ArviZ 1 build and name differently, in one table; nobody else asks which of them is installed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

Groups = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Release:
    """One of the two.

    trees: groups form a DataTree of xarray; else ArviZ's own InferenceData. converter: its function that makes either
    of any object. default_dims: `dict_to_dataset`'s argument for the dimensions of draws. all_dims: what that takes
    for `skip_event_dims` where no dimension is skipped.
    """

    trees: bool
    converter: str
    default_dims: str
    all_dims: bool | None

    def from_dict(self, arviz: Any, groups: Groups, attrs: Groups, **named: Any) -> Any:
        """Return groups of arrays, group -> variable -> (chains, draws, ...), as ArviZ's object. attrs: by group."""
        if self.trees:
            return arviz.from_dict(groups, attrs=attrs, **named)
        of_draws = {f"{group}_attrs": one for group, one in attrs.items() if not group.startswith("warmup_")}
        made = arviz.from_dict(**groups, **named, **of_draws)
        for group, variables in groups.items():  # which it sorts by name where dm-tree is installed
            if group in made.groups():
                made[group] = made[group][list(variables)]
        return made


ARVIZ_0 = Release(trees=False, converter="convert_to_inference_data", default_dims="default_dims", all_dims=None)
ARVIZ_1 = Release(trees=True, converter="convert_to_datatree", default_dims="sample_dims", all_dims=False)


def release_of(arviz: ModuleType) -> Release:
    """Return how this ArviZ builds and names things."""
    return ARVIZ_0 if str(arviz.__version__).startswith("0.") else ARVIZ_1
