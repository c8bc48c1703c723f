"""How many processors a process was given: by affinity, and by control groups as batch systems set them."""

import os

import pytest

from theano_common.system import cores
from theano_compat.backends.c import threads
from theano_compat.infer.chains import parallel_sampling
from theano_compat.infer.runs.arguments import default_cores
from theano_compat.infer.start import cores_of
from theano_migrate.check import command

V1, V2 = "4:cpu,cpuacct:/job/1\n1:name=systemd:/job\n0::/\n", "0::/job/1\n"
TREES = [  # what /proc/self/cgroup says, files under /sys/fs/cgroup, processors
    ("no control groups", None, {}, None),
    ("v2, no limit", V2, {"job/1/cpu.max": "max 100000\n"}, None),
    ("v2, of its own group", V2, {"job/1/cpu.max": "200000 100000\n"}, 2),
    ("v2, of the group around", V2, {"job/1/cpu.max": "max 100000\n", "job/cpu.max": "300000 100000\n"}, 3),
    ("v2, the least of them", V2, {"job/1/cpu.max": "400000 100000\n", "job/cpu.max": "100000 100000\n"}, 1),
    ("v2, a part counts as one", V2, {"job/1/cpu.max": "150000 100000\n"}, 2),
    ("v2, half a processor", V2, {"job/1/cpu.max": "50000 100000\n"}, 1),
    ("v2, within a container", "0::/\n", {"cpu.max": "200000 100000\n"}, 2),
    ("v2, by the host's name", "0::/../host/name\n", {"cpu.max": "200000 100000\n"}, 2),
    ("v1", V1, {"cpu,cpuacct/job/1/cpu.cfs_quota_us": "250000", "cpu,cpuacct/job/1/cpu.cfs_period_us": "100000"}, 3),
    ("v1, no limit", V1, {"cpu/job/1/cpu.cfs_quota_us": "-1\n", "cpu/job/1/cpu.cfs_period_us": "100000\n"}, None),
    ("v1, within a container", V1, {"cpu/cpu.cfs_quota_us": "100000\n", "cpu/cpu.cfs_period_us": "100000\n"}, 1),
    ("v1 and v2 together", V1 + "9:memory:/job\n", {"unified/cpu.max": "200000 100000\n"}, 2),
    ("a file that says nothing", V2, {"job/1/cpu.max": "\n"}, None),
]


@pytest.fixture
def groups(tmp_path, monkeypatch):
    def set_up(own, files):
        monkeypatch.setattr(cores, "CGROUPS", tmp_path / "sys")
        monkeypatch.setattr(cores, "OWN_GROUPS", tmp_path / "own")
        if own is not None:
            (tmp_path / "own").write_text(own)
        for name, text in files.items():
            (tmp_path / "sys" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "sys" / name).write_text(text)

    return set_up


@pytest.mark.parametrize(("own", "files", "wanted"), [t[1:] for t in TREES], ids=[t[0] for t in TREES])
def test_what_the_control_groups_allow(groups, own, files, wanted):
    groups(own, files)
    assert cores.quota() == wanted


def test_everybody_counts_the_same(groups, monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(64)), raising=False)
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    groups(V2, {"job/1/cpu.max": "300000 100000\n"})
    assert cores.cores() == command.cores() == threads.cores() == default_cores() == cores_of(None, 100) == 3
    assert parallel_sampling._cpu_count() == 1  # half of them, as in PyMC3
    groups(V2, {"job/1/cpu.max": "max 100000\n"})
    assert cores.cores() == 64 and default_cores() == 4


def test_affinity_without_control_groups(groups, monkeypatch):
    groups(None, {})
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {3, 5}, raising=False)
    assert cores.cores() == default_cores() == 2
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert cores.cores() == 1
