"""Nobody asks for the operating system outside of theano_common/system/ and the C backend's target.py."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ASKS = re.compile(
    r"\bsys\.platform\b|\bos\.name\b|\bplatform\.\w+\("
    r"|^\s*import (?:platform|fcntl|msvcrt|resource|pwd|grp|select|winreg)\b"
    r"|\bos\.(?:fork|getuid|geteuid|umask|register_at_fork|sched_getaffinity|memfd_create|confstr|dup2|killpg|setsid)\b"
    r"|\bO_[A-Z]{4,}\b|\bSIG(?:ALRM|PIPE|KILL|CHLD)\b|/proc/|Path\.home|\.expanduser\(\)|(?:has|get)attr\((?:os|signal),"
    r"|add_dll_directory|XDG_CACHE_HOME|LOCALAPPDATA",
    re.MULTILINE,
)
MAY = {  # file -> why
    "compat/backends/c/target.py": "facts of the machines that C is emitted for",
    "environment/standard_library.py": "gives `platform` back the functions that it had",
    "migrate/port/certificate/script_run.py": "runs in another environment, without us: pipes of its own",
    "migrate/port/certificate/whole_run/run.py": "likewise: where PyTensor keeps what it compiled",
    "migrate/port/certificate/whole_run/scratch_folder.py": "likewise: what a file is opened for",
    "theano_common/saved/named_calls.py": "words of a docstring",
}


def test_who_asks_for_the_system() -> None:
    files = [
        path
        for package in ("compat", "migrate", "theano_common", "environment")
        for path in (ROOT / package).rglob("*.py")
    ]
    names = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in files}
    found = {name for name, text in names.items() if ASKS.search(text)}
    assert {name for name in found if not name.startswith("theano_common/system/")} == set(MAY)
