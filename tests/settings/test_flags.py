"""`theano.config`: every legacy flag under both its names, its checks, where its value comes from."""

import math
import pickle

import pytest

from theano_compat.settings import EFFECTS, FLAGS, config
from theano_compat.settings.parser import TheanoConfigParser
from theano_compat.settings.reading import from_files, from_text


@pytest.fixture
def fresh(monkeypatch):
    """A config of its own, in an environment that says `flags` (THEANO_FLAGS) and `rc` (a file's text)."""

    def make(flags: str = "", rc: str = "", folder=None) -> TheanoConfigParser:
        monkeypatch.setenv("THEANO_FLAGS", flags)
        path = folder / "theanorc" if folder else None
        if path:
            path.write_text(rc)
        monkeypatch.setenv("THEANORC", str(path or "no-such-file"))
        return TheanoConfigParser()

    return make


@pytest.mark.parametrize("flag", FLAGS.values(), ids=lambda flag: flag.name)
def test_both_names_are_one_flag(flag, fresh):
    config = fresh()
    dotted = config
    for part in flag.dotted.split("."):
        dotted = getattr(dotted, part)
    value = getattr(config, flag.name)
    assert dotted == value or math.isnan(value)
    if flag.name not in ("base_compiledir", "compiledir", "cache_dir"):
        assert value == flag.default
        assert flag.kind != "choice" or flag.default in flag.choices


# Facts of Theano 1.0.5 and Theano-PyMC 1.1.2
DEFAULTS = {
    "floatX": "float64", "cast_policy": "custom", "int_division": "int", "compute_test_value": "off",
    "mode": "Mode", "optimizer": "o4", "linker": "cvm", "on_unused_input": "raise", "device": "cpu",
    "warn_float64": "ignore", "exception_verbosity": "low", "unittests__rseed": "666",
    "allow_gc": True, "openmp": False, "optdb__position_cutoff": math.inf, "vm__lazy": None,
    "numpy__seterr_all": "ignore", "traceback__limit": 8,
}  # fmt: skip


@pytest.mark.parametrize(("name", "value"), DEFAULTS.items())
def test_default(name, value):
    assert FLAGS[name].default == value


def test_effects_are_of_flags():
    assert set(EFFECTS) <= set(FLAGS)


SETTING = [("floatX", "float32", "float32"), ("profile", "True", True), ("profile", 0, False),
           ("DebugMode__patience", "7", 7), ("optdb__max_use_ratio", 3, 3.0), ("vm__lazy", "None", None),
           ("unittests__rseed", 12, "12"), ("mode", "FAST_RUN", "FAST_RUN")]  # fmt: skip


@pytest.mark.parametrize(("name", "given", "stored"), SETTING)
def test_setting(name, given, stored, fresh):
    config = fresh()
    setattr(config, name, given)
    assert getattr(config, name) == stored and type(getattr(config, name)) is type(stored)


BAD = [
    ("floatX", "float65", ValueError, "Valid options are"),
    ("profile", "maybe", ValueError, "profile"),
    ("DebugMode.patience", "abc", ValueError, "DebugMode.patience"),
    ("device", "cuda", Exception, "THEANO_FLAGS=device"),
    ("blas", 1, AttributeError, "ldflags"),
]


@pytest.mark.parametrize(("name", "given", "error", "said"), BAD)
def test_bad_setting(name, given, error, said, fresh):
    with pytest.raises(error, match=said):
        setattr(fresh(), name, given)


def test_unknown_names(fresh):
    config = fresh()
    for read in (lambda: config.no_such, lambda: config.blas.no_such):
        with pytest.raises(AttributeError, match="no_such"):
            read()
    config.no_such = 1  # as legacy: anything may be attached
    assert config.no_such == 1
    with pytest.raises(KeyError):
        config.change_flags(other="1")


def test_sections_set_too(fresh):
    config = fresh()
    config.dnn.conv.algo_fwd = "fft"
    assert config.dnn__conv__algo_fwd == "fft" and "algo_fwd" in dir(config.dnn.conv)


def test_change_flags(fresh):
    config = fresh()

    @config.change_flags(floatX="float32")
    def inside():
        return config.floatX

    assert (inside(), config.floatX) == ("float32", "float64")
    with pytest.raises(ZeroDivisionError), config.change_flags({"blas.ldflags": "-lx"}, floatX="float16"):
        assert (config.floatX, config.blas__ldflags) == ("float16", "-lx")
        raise ZeroDivisionError
    assert (config.floatX, config.blas__ldflags) == ("float64", "")


def test_nested_change_flags_with_one_object(fresh):
    config = fresh()
    change = config.change_flags(floatX="float32")
    with change:
        config.floatX = "float16"
        with change:
            assert config.floatX == "float32"
        assert config.floatX == "float16"
    assert config.floatX == "float64"


TEXTS = {
    "floatX=float32,device=cpu": {"floatX": "float32", "device": "cpu"},
    "blas.ldflags=-lopenblas -L/opt,": {"blas__ldflags": "-lopenblas -L/opt"},
    "gcc.cxxflags='-O1,-g'": {"gcc__cxxflags": "-O1,-g"},
    "floatX=float16,floatX=float32": {"floatX": "float32"},
    "": {},
}


@pytest.mark.parametrize("text", TEXTS)
def test_theano_flags(text):
    assert from_text(text) == TEXTS[text]


def test_theano_flags_without_value():
    with pytest.warns(UserWarning, match="'floatX' has no value"):
        assert from_text("floatX") == {}


def test_rc_file_then_flags(fresh, tmp_path):
    rc = "[global]\nfloatX = float32\nprofile = True\n"
    rc += "[blas]\nldflags = -lblas\n[dnn.conv]\nalgo_fwd = fft\n"
    config = fresh("profile=False", rc, tmp_path)
    assert (config.floatX, config.profile, config.blas.ldflags) == ("float32", False, "-lblas")
    assert config.dnn.conv.algo_fwd == "fft"


def test_rc_file_names_environment_variables(tmp_path, monkeypatch):
    monkeypatch.setenv("USER", "someone")
    (tmp_path / "rc").write_text("[global]\nbase_compiledir = /scratch/%(USER)s\n[gcc]\ncxxflags = 50% more\n")
    flags = from_files([str(tmp_path / "rc")])
    assert flags == {"base_compiledir": "/scratch/someone", "gcc__cxxflags": "50% more"}


def test_unreadable_rc_file(tmp_path):
    (tmp_path / "rc").write_text("floatX = float32\n")
    with pytest.warns(UserWarning, match="could not be read"):
        assert from_files([str(tmp_path / "rc")]) == {}


def test_unknown_flag_in_the_environment(fresh):
    with pytest.warns(UserWarning, match="does not recognise this flag: no.such"):
        fresh("no.such=1")


def test_bad_value_in_the_environment(fresh):
    with pytest.raises(ValueError, match="float65"):
        fresh("floatX=float65")


def test_environment_that_changes_later(fresh, monkeypatch):
    config = fresh("floatX=float32")
    config.profile = True
    monkeypatch.setenv("THEANO_FLAGS", "floatX=float32,openmp=True")
    config.reread_environment()
    assert (config.floatX, config.profile, config.openmp) == ("float32", True, True)


def test_where_objects_are_kept(fresh, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    assert fresh().cache_dir == str(tmp_path / "theano-compat")
    config = fresh("base_compiledir=/b")
    assert config.cache_dir == config.compiledir == config.base_compiledir == "/b"
    assert fresh("base_compiledir=/b,compiledir=/c").cache_dir == "/c"
    assert fresh("compiledir=/c,cache_dir=/d").cache_dir == "/d"


def test_str_describes_every_flag(fresh):
    text = str(fresh())
    assert all(f"\n{flag.dotted}" in f"\n{text}" for flag in FLAGS.values())


def test_reading_is_a_plain_attribute():
    assert vars(config)["floatX"] is config.floatX
    assert pickle.loads(pickle.dumps(config)) is config
