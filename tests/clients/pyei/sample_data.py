"""Pyei's tests read their table from the network; the repository has the same one, which is read instead."""

from pathlib import Path

from pyei.data import Datasets

Datasets.Santa_Clara.url = str(Path("pyei/sample_data/SantaClaraSampleData.csv").resolve())
