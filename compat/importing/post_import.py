"""Run something once a module has been imported: at once if it already is, else right after its import."""

import importlib
import sys
from collections.abc import Callable, Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

Action = Callable[[ModuleType], None]
Waiting = tuple[Action, str]  # with a name for who asked


class _ThenAct:
    """A module's own loader; after loading, it runs the actions that wait for the module.

    A caller that only asks whether the module exists gets one of these too; that leaves the waiting actions in place.
    """

    def __init__(self, loader: Any, name: str):
        self._loader, self._name = loader, name

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # copy and pickle ask for these before `_loader` is set
            raise AttributeError(name)
        return getattr(self._loader, name)

    def load_module(self, name: str) -> ModuleType:
        return importlib.import_module(name)  # the original loader's load_module would skip the actions

    def exec_module(self, module: ModuleType) -> None:
        spec = module.__spec__
        if spec is not None:  # the module must look as if it had been imported directly
            spec.loader = self._loader
        module.__loader__ = self._loader
        self._loader.exec_module(module)
        while waiting := WATCHER.waiting.pop(self._name, None):  # an action may register another
            for action, _ in waiting:
                action(module)


class _Watcher:
    def __init__(self) -> None:
        self.waiting: dict[str, list[Waiting]] = {}
        self._searching: set[str] = set()

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname not in self.waiting or fullname in self._searching:
            return None
        self._searching.add(fullname)
        try:
            for finder in sys.meta_path:
                find = getattr(finder, "find_spec", None)
                spec = find(fullname, path, target) if find and finder is not self else None
                if spec is not None:
                    break
            else:
                return None
        finally:
            self._searching.discard(fullname)
        if spec.loader is not None and hasattr(spec.loader, "exec_module"):
            spec.loader = _ThenAct(spec.loader, fullname)
        return spec


WATCHER = _Watcher()


def when_imported(name: str, action: Action, who: str = "") -> None:
    """Call `action(module)` for the module `name`, now or after its first import.

    who: a name for `forget`, which drops what still waits.
    """
    module = sys.modules.get(name)
    if module is not None and not getattr(module.__spec__, "_initializing", False):
        action(module)
        return
    if WATCHER not in sys.meta_path:
        sys.meta_path.insert(0, WATCHER)
    WATCHER.waiting.setdefault(name, []).append((action, who))


def forget(who: str) -> None:
    """Drop the actions of `who` that still wait."""
    for name, waiting in list(WATCHER.waiting.items()):
        WATCHER.waiting[name] = [entry for entry in waiting if entry[1] != who]
        if not WATCHER.waiting[name]:
            del WATCHER.waiting[name]
    if not WATCHER.waiting and WATCHER in sys.meta_path:
        sys.meta_path.remove(WATCHER)
