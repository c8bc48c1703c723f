"""`FunctionGraph`: a graph that legacy's own rewrites change in place. Source of the behaviour: theano.gof.fg.

Our own code never changes a graph: functions are compiled from Programs. This class is for code that inspects or
rewrites graphs; by default it works on copies of the given nodes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ...graph.missing_inputs import MissingInputError
from ...graph.origin import describe
from ...graph.other_names import also_named
from ...graph.printing import expression_text
from ...graph.traversal import ancestors, applies, free_inputs
from ...graph.variable import Apply, Constant, SharedVariable, Variable
from .clone import copy_nodes
from .users_and_shapes import Clients, ShapeFeature

if TYPE_CHECKING:
    from ...compilation.rewriting.user_rules import LocalOptimizer


class InconsistencyError(Exception):
    """A graph that is inconsistent, or a feature that rejects a change."""


class CachedConstantError(Exception):
    """Legacy's error about its cache of constants, never raised here: constants belong to no graph."""


class FunctionGraph:
    """`outputs` as functions of `inputs`, with the users of each variable: what optimizers change.

    inputs, outputs: lists of variables of any shape. features: objects that are told of changes.
    clone: whether the graph is copied first. update_mapping: position of an output -> position of the input that it
    updates.
    name: shown in errors.

    MissingInputError if `inputs` are not enough.
    """

    def __init__(
        self,
        inputs: Sequence[Variable],
        outputs: Sequence[Variable],
        features: Iterable[Any] | None = None,
        clone: bool = True,
        update_mapping: Mapping[int, int] | None = None,
        name: str | None = None,
    ) -> None:
        inputs, outputs = list(inputs), list(outputs)
        if clone:
            memo: dict[Any, Any] = {}
            for v in inputs:
                memo[v] = v.clone()
            outputs = copy_nodes(outputs, memo)
            inputs = [memo[v] for v in inputs]
        self.inputs, self.outputs, self.name = inputs, outputs, name
        self.update_mapping, self.profile = update_mapping, None
        self._features: list[Any] = []
        self._changes: list[tuple[Any, int, Variable]] = []  # (user, position, what was there)
        self._uses: dict[Variable, list[tuple[Any, int]]] | None = None
        for v in inputs:
            if v.owner is not None and clone:
                raise ValueError(f"One of the provided inputs is the output of an already existing node: {v}.")
        self._check_inputs()
        for feature in features or ():
            self.attach_feature(feature)

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Restore a pickle. One of the real Theano also has features and lists of users, which are ignored."""
        if "_uses" in state:
            self.__dict__.update({"_changes": [], **state})
            return
        self.inputs, self.outputs, self.name = list(state["inputs"]), list(state["outputs"]), state.get("name")
        self.update_mapping, self.profile, self._features, self._uses = state.get("update_mapping"), None, [], None
        self._changes = []

    def _check_inputs(self) -> None:
        for leaf in free_inputs(self.outputs, self.inputs):
            if not isinstance(leaf, SharedVariable):
                raise MissingInputError(
                    f"Undeclared input: {describe(leaf)} is needed, and is not among the inputs of the graph."
                )

    # ---- reading

    def toposort(self) -> list[Apply]:
        """Return the applications, each after those that compute its inputs."""
        return applies(self.outputs, stop=self.inputs)

    @property
    def nodes(self) -> list[Apply]:
        return self.toposort()

    @property
    def apply_nodes(self) -> set[Apply]:
        return set(self.toposort())

    @property
    def variables(self) -> set[Variable]:
        """All variables that are computed or needed."""
        found = set(self.inputs) | set(ancestors(self.outputs, self.inputs))
        return found | {o for node in self.toposort() for o in node.outputs}

    @property
    def clients(self) -> Clients:
        """The users of each variable: `clients[v]` as in Theano-PyMC 1.1, and `clients(v)` as in Theano 1.0."""
        return Clients(self)

    @property
    def shape_feature(self) -> ShapeFeature:
        """The shapes of variables as graphs."""
        return ShapeFeature(self)

    def _clients(self) -> dict[Variable, list[tuple[Any, int]]]:
        if self._uses is None:
            self._uses = {}
            for node in self.toposort():
                for i, v in enumerate(node.inputs):
                    self._uses.setdefault(v, []).append((node, i))
            for i, v in enumerate(self.outputs):
                self._uses.setdefault(v, []).append(("output", i))
        return self._uses

    @also_named(r="var")
    def get_clients(self, var: Variable) -> list[tuple[Any, int]]:
        """Return pairs (application, position) of the users of `var`; ("output", position) for an output."""
        return list(self._clients().get(var, ()))

    def destroyers(self, var: Variable) -> list[Apply]:
        """Return the applications that overwrite `var`: those whose `destroy_map` says so."""
        return [
            node
            for node, i in self.get_clients(var)
            if node != "output" and any(i in inputs for inputs in node.op.destroy_map.values())
        ]

    def has_destroyers(self, protected_list: Iterable[Variable]) -> bool:
        """Return whether an application overwrites one of the variables."""
        return any(self.destroyers(v) for v in protected_list)

    def orderings(self) -> dict[Apply, list[Apply]]:
        """Return orders beyond those of the graph: none."""
        return {}

    # ---- changing

    @also_named(input="var")
    def add_input(self, var: Variable, check: bool = True) -> None:
        if var not in self.inputs:
            self.inputs.append(var)

    @also_named(new_r="new_var")
    def change_input(self, node: Any, i: int, new_var: Variable, reason: LocalOptimizer | str | None = None) -> None:
        """Replace input `i` of `node`, or output `i` if `node` is "output"; TypeError for another type."""
        old = self.outputs[i] if node == "output" else node.inputs[i]
        if old is new_var:
            return
        if old.type != new_var.type:
            raise TypeError(
                f"The type of the replacement must be the same as the type of the original Variable: "
                f"{old} is {old.type}, {new_var} is {new_var.type}."
            )
        if node == "output":
            self.outputs[i] = new_var
        else:
            node.inputs[i] = new_var
        self._uses = None
        self._changes.append((node, i, old))
        self.execute_callbacks("on_change_input", node, i, old, new_var, reason=reason)

    @also_named(r="var", new_r="new_var")
    def replace(
        self, var: Variable, new_var: Variable, reason: LocalOptimizer | str | None = None, verbose: bool | None = None
    ) -> None:
        """Replace `var` by `new_var` everywhere; do nothing if `var` is not in the graph."""
        if var.type != new_var.type:
            converted = var.type.convert_variable(new_var)
            if converted is None or converted.type != var.type:
                raise TypeError(
                    f"The type of the replacement must be the same as the type of the original Variable: "
                    f"{var} is {var.type}, {new_var} is {new_var.type} ({reason})."
                )
            new_var = converted
        for node, i in self.get_clients(var):
            if node == "output" or not any(o is new_var for o in node.outputs):  # otherwise a cycle
                self.change_input(node, i, new_var, reason)

    def replace_all(self, pairs: Iterable[tuple[Variable, Variable]], reason: Any = None) -> None:
        for var, new_var in pairs:
            self.replace(var, new_var, reason)

    @also_named(r="var", new_r="new_var")
    def replace_validate(self, var: Variable, new_var: Variable, reason: Any = None) -> None:
        self.replace_all_validate([(var, new_var)], reason)

    def replace_all_validate(
        self,
        replacements: Iterable[tuple[Variable, Variable]],
        reason: LocalOptimizer | str | None = None,
        verbose: bool | None = None,
    ) -> None:
        """Call `replace_all`; undo it if a feature rejects the result, and raise its error."""
        done: list[tuple[Any, int, Variable]] = []
        try:
            for var, new_var in replacements:
                places = self.get_clients(var)
                self.replace(var, new_var, reason)
                done += [(node, i, var) for node, i in places]
            self.validate()
        except Exception:
            for node, i, var in reversed(done):
                self.change_input(node, i, var, "undone")
            raise

    def replace_all_validate_remove(
        self,
        replacements: Iterable[tuple[Variable, Variable]],
        remove: Iterable[Apply],
        reason: LocalOptimizer | str | None = None,
        warn: bool = True,
    ) -> None:
        """Call `replace_all_validate`; undo it and raise InconsistencyError if an application of `remove` is left."""
        start = self.checkpoint()
        self.replace_all_validate(replacements, reason)
        left = set(self.toposort()) & set(remove)
        if left:
            self.revert(start)
            raise InconsistencyError(f"A replacement ({reason}) did not remove {', '.join(map(str, left))}.")

    def checkpoint(self) -> int:
        """Return the state of the graph, for `revert`."""
        return len(self._changes)

    def revert(self, checkpoint: int) -> None:
        """Undo all changes since `checkpoint()` returned this state."""
        while len(self._changes) > checkpoint:
            node, i, old = self._changes.pop()
            self.change_input(node, i, old, "undone")
            self._changes.pop()  # that change

    def validate(self) -> None:
        self.execute_callbacks("validate")

    def consistent(self) -> bool:
        """Return whether all features accept the graph."""
        try:
            self.validate()
        except Exception:
            return False
        return True

    def check_integrity(self) -> None:
        """Raise if the graph is inconsistent."""
        self._check_inputs()
        for node in self.toposort():
            for i, o in enumerate(node.outputs):
                if o.owner is not node or o.index != i:
                    raise InconsistencyError(f"An output of {node} does not know its node.")

    # ---- features: objects that are notified of changes

    def attach_feature(self, feature: Any) -> None:
        if any(f is feature for f in self._features):
            return
        self._features.append(feature)
        if hasattr(feature, "on_attach"):
            feature.on_attach(self)

    def remove_feature(self, feature: Any) -> None:
        if any(f is feature for f in self._features):
            self._features = [f for f in self._features if f is not feature]
            if hasattr(feature, "on_detach"):
                feature.on_detach(self)

    def execute_callbacks(self, name: str, *args: Any, **kwargs: Any) -> None:
        for feature in list(self._features):
            method = getattr(feature, name, None)
            if method is not None:
                method(self, *args, **kwargs)

    def collect_callbacks(self, name: str, *args: Any) -> dict[Any, Any]:
        return {f: getattr(f, name)(*args) for f in self._features if hasattr(f, name)}

    def disown(self) -> None:
        """Release all variables and features."""
        self.inputs, self.outputs, self._uses, self._features, self._changes = [], [], None, [], []

    # ---- copies

    def clone_get_equiv(self, check_integrity: bool = True, attach_feature: bool = True) -> tuple[FunctionGraph, Any]:
        """Return (a copy, a dict from variables and applications to their copies)."""
        memo: dict[Any, Any] = {v: v.clone() for v in self.inputs}
        for v in ancestors(self.outputs, self.inputs):
            if isinstance(v, Constant):
                memo.setdefault(v, v)
        outputs = copy_nodes(self.outputs, memo)
        copy = FunctionGraph([memo[v] for v in self.inputs], outputs, clone=False, name=self.name)
        for feature in self._features if attach_feature else ():
            copy.attach_feature(feature)
        return copy, memo

    def clone(self, check_integrity: bool = True) -> FunctionGraph:
        return self.clone_get_equiv(check_integrity)[0]

    def __str__(self) -> str:
        return f"[{', '.join(expression_text(self.inputs, self.outputs))}]"

    __repr__ = __str__
