"""Named collections of optimizers, queried by tags. Source of the behaviour: theano.gof.optdb."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from .optimizers import EquilibriumOptimizer, LocalOptGroup, SeqOptimizer


class Query:
    """What is asked of a database: optimizers by their tags.

    include: tags of which one is wanted. require: those that are all wanted. exclude: those that are not. subquery:
    name of a nested database -> the Query for it. position_cutoff: only optimizers before that position.
    extra_optimizations: optimizers to add, or pairs (optimizer, position).
    """

    def __init__(
        self,
        include: Iterable[str],
        require: Iterable[str] | None = None,
        exclude: Iterable[str] | None = None,
        subquery: dict[str, Query] | None = None,
        position_cutoff: float = float("inf"),
        extra_optimizations: Iterable[Any] | None = None,
    ) -> None:
        self.include, self.require, self.exclude = set(include), set(require or ()), set(exclude or ())
        self.subquery = dict(subquery or {})
        self.position_cutoff = position_cutoff
        self.extra_optimizations = list(extra_optimizations or ())
        self.name: str | None = None

    def _with(self, **changes: Any) -> Query:
        old = dict(
            include=self.include,
            require=self.require,
            exclude=self.exclude,
            subquery=self.subquery,
            position_cutoff=self.position_cutoff,
            extra_optimizations=self.extra_optimizations,
        )
        return Query(**{**old, **changes})

    def including(self, *tags: str) -> Query:
        return self._with(include=self.include | set(tags))

    def excluding(self, *tags: str) -> Query:
        return self._with(exclude=self.exclude | set(tags))

    def requiring(self, *tags: str) -> Query:
        return self._with(require=self.require | set(tags))

    def register(self, *optimizations: Any) -> Query:
        return self._with(extra_optimizations=[*self.extra_optimizations, *optimizations])


class DB:
    """Optimizers by name, each with its tags."""

    def __init__(self) -> None:
        self._objects: dict[str, Any] = {}
        self._tags: dict[str, set[str]] = {}
        self.name: str | None = None

    def register(self, name: str, obj: Any, *tags: str, **kwargs: Any) -> None:
        """Add `obj`; ValueError if the name is taken."""
        if name in self._objects:
            raise ValueError(
                f"The name of the object cannot be an existing tag or the name of another existing object: {name}"
            )
        if getattr(obj, "name", None) is None:
            obj.name = name
        self._objects[name] = obj
        self._tags[name] = {name, type(obj).__name__, *tags, *([obj.name] if isinstance(obj.name, str) else ())}

    def add_tags(self, name: str, *tags: str) -> None:
        self._tags[name].update(tags)

    def remove_tags(self, name: str, *tags: str) -> None:
        self._tags[name].difference_update(tags)

    def __getitem__(self, name: str) -> Any:
        return self._objects[name]

    def __contains__(self, name: str) -> bool:
        return any(name in tags for tags in self._tags.values())

    def selected(self, *tags: Query | str, subquery: dict[str, Query] | None = None) -> list[tuple[str, Any]]:
        """Return (name, optimizer) for a Query, or for tags such as "+a", "&b", "-c", in order of registration."""
        query = _query(tags, subquery)
        chosen = []
        for name, obj in self._objects.items():
            own = self._tags[name]
            if own & query.include and query.require <= own and not own & query.exclude:
                if isinstance(obj, DB):
                    obj = obj.query(query.subquery.get(name, query))
                chosen.append((name, obj))
        return chosen

    def query(self, *tags: Any, **subquery: Any) -> Any:
        return [obj for _, obj in self.selected(*tags, subquery=subquery)]


def _query(tags: tuple[Any, ...], subquery: dict[str, Query] | None) -> Query:
    if tags and isinstance(tags[0], Query):
        if len(tags) > 1 or subquery:
            raise TypeError("A Query stands alone.")
        return tags[0]
    kinds: dict[str, list[str]] = {"+": [], "&": [], "-": []}
    for tag in tags:
        if not tag or tag[0] not in kinds:
            raise ValueError(f"All string arguments to query must start with one of '+', '&' and '-': got {tag!r}.")
        kinds[tag[0]].append(tag[1:])
    return Query(kinds["+"], kinds["&"], kinds["-"], subquery)


class EquilibriumDB(DB):
    """A database whose queries give an EquilibriumOptimizer.

    ignore_newtrees: whether nodes that an optimizer makes are not visited. tracks_on_change_inputs: without an effect.
    """

    def __init__(self, ignore_newtrees: bool = True, tracks_on_change_inputs: bool = False) -> None:
        super().__init__()
        self.ignore_newtrees = ignore_newtrees
        self._final: dict[str, bool] = {}

    def register(self, name: str, obj: object, *tags: str, **kwargs: Any) -> None:
        super().register(name, obj, *tags)
        self._final[name] = bool(kwargs.get("final_opt") or kwargs.get("cleanup"))

    def query(self, *tags: Query | str, **subquery: Any) -> EquilibriumOptimizer:
        chosen = self.selected(*tags, subquery=subquery)
        return EquilibriumOptimizer(
            [o for n, o in chosen if not self._final[n]],
            ignore_newtrees=self.ignore_newtrees,
            final_optimizers=[o for n, o in chosen if self._final[n]],
        )


class SequenceDB(DB):
    """A database whose queries give a SeqOptimizer, in order of the positions given at registration.

    failure_callback: of its SeqOptimizers.
    """

    def __init__(self, failure_callback: Callable[..., Any] | None = SeqOptimizer.warn) -> None:
        super().__init__()
        self.failure_callback = failure_callback
        self._position: dict[str, float] = {}

    def register(self, name: str, obj: object, position: float, *tags: str, **kwargs: Any) -> None:  # type: ignore[override]
        super().register(name, obj, *tags)
        last = max(self._position.values(), default=0.0)
        self._position[name] = last + 1 if position == "last" else float(position)

    def query(self, *tags: Query | str, **kwargs: Any) -> SeqOptimizer:
        cutoff = kwargs.pop("position_cutoff", None)
        query = _query(tags, kwargs)
        cutoff = query.position_cutoff if cutoff is None else cutoff
        chosen = sorted(self.selected(query), key=lambda pair: (self._position[pair[0]], pair[0]))
        placed = [(self._position[name], opt) for name, opt in chosen if self._position[name] < cutoff]
        for extra in query.extra_optimizations:
            opt, position = extra if isinstance(extra, tuple) else (extra, float("inf"))
            placed.append((position, opt))
        return SeqOptimizer(
            [opt for _, opt in sorted(placed, key=lambda pair: pair[0])], failure_callback=self.failure_callback
        )


class LocalGroupDB(DB):
    """A database whose queries give a LocalOptGroup.

    apply_all_opts, profile: of its groups. local_opt: the class of its groups.
    """

    def __init__(self, apply_all_opts: bool = False, profile: bool = False, local_opt: Any = LocalOptGroup) -> None:
        super().__init__()
        self.apply_all_opts, self.profile, self.local_opt = apply_all_opts, profile, local_opt

    def query(self, *tags: Query | str, **subquery: Any) -> Any:
        chosen = [o for _, o in self.selected(*tags, subquery=subquery)]
        return self.local_opt(*chosen, apply_all_opts=self.apply_all_opts, profile=self.profile)


class ProxyDB(DB):
    """Another database under a name of its own.

    db: the other.
    """

    def __init__(self, db: DB) -> None:
        super().__init__()
        self.db = db

    def query(self, *tags: Any, **subquery: Any) -> Any:
        return self.db.query(*tags, **subquery)
