"""Binary regression trees for BART. Source: pymc3.distributions.tree."""

from __future__ import annotations

from typing import Any

import numpy as np

from ....importing.module_getattr import absent_from


class BaseNode:
    """A node of a BART tree; the children of node i are 2 i + 1 and 2 i + 2.

    index: its number, from 0 at the root, row by row.
    """

    def __init__(self, index: int) -> None:
        self.index = index
        self.depth = (index + 1).bit_length() - 1

    def get_idx_parent_node(self) -> int:
        return (self.index - 1) // 2

    def get_idx_left_child(self) -> int:
        return 2 * self.index + 1

    def get_idx_right_child(self) -> int:
        return 2 * self.index + 2


class SplitNode(BaseNode):
    """An inner node of a BART tree: observations whose variable is at most a value go left.

    index: of the node. idx_split_variable: the column of X. split_value: that value, a scalar.
    """

    def __init__(self, index: int, idx_split_variable: int, split_value: float) -> None:
        super().__init__(index)
        self.idx_split_variable, self.split_value = idx_split_variable, split_value


class LeafNode(BaseNode):
    """A leaf of a BART tree: one value for some observations.

    index: of the node. value: a scalar. idx_data_points: numbers of the observations, a vector.
    """

    def __init__(self, index: int, value: float, idx_data_points: np.ndarray) -> None:
        super().__init__(index)
        self.value, self.idx_data_points = value, idx_data_points


class Tree:
    """A BART tree: `tree_structure`, index -> node, and `idx_leaf_nodes`, the numbers of leaves, the newest last.

    tree_id: its number. num_observations: of the data, the length of the vector that `predict_output()` returns.
    """

    def __init__(self, tree_id: int = 0, num_observations: int = 0) -> None:
        self.tree_structure: dict[int, Any] = {}
        self.idx_leaf_nodes: list[int] = []
        self.idx_prunable_split_nodes: list[int] = []
        self.tree_id, self.num_observations = tree_id, num_observations

    @staticmethod
    def init_tree(tree_id: int, leaf_node_value: float, idx_data_points: np.ndarray) -> Tree:
        """Return a tree of one leaf with all observations."""
        tree = Tree(tree_id, len(idx_data_points))
        tree[0] = LeafNode(0, leaf_node_value, idx_data_points)
        return tree

    @property
    def num_nodes(self) -> int:
        return len(self.tree_structure)

    def copy(self) -> Tree:
        """Return a copy that shares the nodes, which never change."""
        new = Tree(self.tree_id, self.num_observations)
        new.tree_structure = dict(self.tree_structure)
        new.idx_leaf_nodes = list(self.idx_leaf_nodes)
        new.idx_prunable_split_nodes = list(self.idx_prunable_split_nodes)
        return new

    def __getitem__(self, index: int) -> Any:
        return self.tree_structure[index]

    def __setitem__(self, index: int, node: Any) -> None:
        self.tree_structure[index] = node
        if isinstance(node, LeafNode):
            self.idx_leaf_nodes.append(index)

    get_node, set_node = __getitem__, __setitem__

    def delete_node(self, index: int) -> None:
        if isinstance(self.tree_structure.pop(index), LeafNode):
            self.idx_leaf_nodes.remove(index)

    def grow_tree(
        self, index_leaf_node: int, new_split_node: SplitNode, new_left_node: LeafNode, new_right_node: LeafNode
    ) -> None:
        """Replace a leaf by a split with two leaves."""
        parent = self[index_leaf_node].get_idx_parent_node()
        self.delete_node(index_leaf_node)
        for node in (new_split_node, new_left_node, new_right_node):
            self[node.index] = node
        self.idx_prunable_split_nodes.append(index_leaf_node)
        if parent in self.idx_prunable_split_nodes:
            self.idx_prunable_split_nodes.remove(parent)

    def predict_output(self) -> np.ndarray:
        """Return the values of the observations that the tree was grown on."""
        output = np.zeros(self.num_observations)
        for index in self.idx_leaf_nodes:
            leaf = self.tree_structure[index]
            output[leaf.idx_data_points] = leaf.value
        return output

    def predict_out_of_sample(self, x: np.ndarray) -> float:
        """Return the value of a new point."""
        node = self[0]
        while isinstance(node, SplitNode):
            left = x[node.idx_split_variable] <= node.split_value
            node = self[node.get_idx_left_child() if left else node.get_idx_right_child()]
        return node.value


__getattr__ = absent_from(__name__)
