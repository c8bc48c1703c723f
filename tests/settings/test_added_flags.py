"""Flags that users add: theano.configparser.AddConfigVar."""

import itertools

import pytest

from theano_compat.settings import config
from theano_compat.settings.flags import FLAGS
from theano_compat.theano_api import configdefaults, configparser
from theano_compat.theano_api.configparser import (
    AddConfigVar,
    BoolParam,
    ConfigParam,
    EnumStr,
    FloatParam,
    IntParam,
    StrParam,
    TypedParam,
)

numbers = itertools.count()

# A param, its value at first, what it is set to, what it then is, what it refuses.
PARAMS = {
    "int": (IntParam(3), 3, "7", 7, "seven"),
    "float": (FloatParam("0.5"), 0.5, 2, 2.0, "half"),
    "bool": (BoolParam(False), False, "True", True, "yes"),
    "text": (StrParam("a", lambda v: v != "bad"), "a", 5, "5", "bad"),
    "one of": (EnumStr("a", "b"), "a", "b", "b", "c"),
    "valid": (TypedParam(1, int, lambda v: v > 0), 1, 2, 2, -1),
    "computed": (ConfigParam(lambda: [1], list), [1], (2,), [2], 3),
}


@pytest.mark.parametrize("name", PARAMS)
def test_a_flag_of_a_users(name):
    param, first, given, then, refused = PARAMS[name]
    flag = f"users{next(numbers)}.flag"
    section, short = flag.split(".")
    AddConfigVar(flag, "what it is", param)
    assert getattr(getattr(config, section), short) == first
    setattr(getattr(config, section), short, given)
    assert getattr(config, flag.replace(".", "__")) == then
    with pytest.raises((ValueError, TypeError)):
        setattr(getattr(config, section), short, refused)
    with config.change_flags({flag.replace(".", "__"): first}):
        assert getattr(getattr(config, section), short) == first
    with pytest.raises(AttributeError, match="taken"):
        AddConfigVar(flag, "again", param)
    del FLAGS[flag.replace(".", "__")]


def test_the_environment_gives_flags_that_are_added_later(monkeypatch):
    monkeypatch.setenv("THEANO_FLAGS", "users_late=9")
    configparser.THEANO_FLAGS_DICT["users_later"] = "8"
    AddConfigVar("users_late", "", IntParam(1))
    AddConfigVar("users_later", "", IntParam(1))
    assert config.users_late == 9 and config.users_later == 8
    assert "users_later" not in configparser.THEANO_FLAGS_DICT
    del FLAGS["users_late"], FLAGS["users_later"]


def test_a_flag_that_may_not_be_changed():
    AddConfigVar("users_fixed", "", IntParam(1, allow_override=False))
    with pytest.raises(Exception, match="users_fixed"):
        config.users_fixed = 2
    del FLAGS["users_fixed"]


def test_small_functions():
    assert configparser.parse_config_string("floatX=float32,gcc.cxxflags=-O1") == {
        "floatX": "float32",
        "gcc.cxxflags": "-O1",
    }
    assert configdefaults.split_version("1.0.5") == (1, 0, 5) and configdefaults.floatX_convert("32") == "float32"
    assert configdefaults.python_int_bitwidth() in (32, 64) and configdefaults.local_bitwidth() in (32, 64)


@pytest.mark.slow
@pytest.mark.parametrize(
    "flags, status, said",
    [
        ("device=cuda", 0, "JAX finds no GPU here"),
        ("device=cuda0,force_device=True", 1, "force_device is on"),
        ("device=cuda,mode=FAST_COMPILE", 0, ""),
        ("device=tpu", 0, "JAX finds no GPU here"),
        ("device=quantum", 1, "Valid options start with one of cpu, cuda, gpu, tpu and opencl"),
    ],
)
def test_a_gpu_that_is_not_there(fresh_python, flags, status, said):
    pytest.importorskip("jax")
    code = (
        "import compat; compat.install(); import theano, theano.tensor as tt\n"
        "for _ in range(2): print(theano.function([], tt.exp(0.0))())"
    )
    done = fresh_python("-c", code, flags=flags, check=False, JAX_PLATFORMS="cpu")
    assert done.returncode == status and (said in done.stderr if said else not done.stderr)
    assert status or (done.stdout == "1.0\n1.0\n" and done.stderr.count("finds no GPU") == (said != ""))


@pytest.mark.slow
@pytest.mark.parametrize("flags, status", [("device=gpu3", 0), ("device=cuda,force_device=True", 1)])
def test_a_gpu_without_jax(fresh_python, flags, status):
    code = (
        "import sys; sys.modules['jax'] = None\n"
        "import compat; compat.install(); import theano, theano.tensor as tt\n"
        "for _ in range(2): print(theano.function([], tt.exp(0.0))())"
    )
    done = fresh_python("-c", code, flags=flags, check=False)
    assert done.returncode == status and done.stdout == "1.0\n1.0\n" * (not status)
    assert done.stderr.count("a GPU wants JAX, which is not here") == 1


@pytest.mark.slow
@pytest.mark.parametrize("device, number", [("cuda1", 1), ("cuda0", 0), ("tpu2", 2), ("cuda7", 0), ("cpu", 0)])
def test_the_device_of_a_number(fresh_python, device, number):
    pytest.importorskip("jax")
    code = (
        "import compat; compat.install(); import theano, jax\n"
        "from compat.backends.jax_package import x64\n"
        f"with x64(jax): print(jax.numpy.zeros(1).devices() == {{jax.devices()[{number}]}})"
    )
    done = fresh_python(
        "-c", code, flags=f"device={device}", JAX_PLATFORMS="cpu", XLA_FLAGS="--xla_force_host_platform_device_count=3"
    )
    assert done.stdout == "True\n"


def test_the_device_that_the_user_chose_is_kept():
    jax = pytest.importorskip("jax")
    from theano_compat.backends.jax_package import x64
    from theano_compat.infer.jax.chains import devices

    chosen = jax.devices()[0]
    with jax.default_device(chosen), x64(jax):
        assert jax.config.jax_default_device is chosen and devices() == [chosen]
    with jax.default_device("cpu"):
        assert devices() == jax.local_devices(backend="cpu")
    assert devices() == jax.local_devices()
