"""`python -m tools.exports.browser FOLDER PICTURE.png`: a network of ours in Chromium, by onnxruntime-web of npm.

FOLDER holds what `python -m tools.exports.digits FOLDER` wrote. A page runs the network there, and its answers are
compared with those of our C. Exit code 1 if they differ. Needs npm, Chromium, and Playwright in this interpreter.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import tarfile
from pathlib import Path

from tools.docs.look import in_chromium, served

RUNTIME = "onnxruntime-web@1.30.0"
FILES = ("ort.wasm.min.js", "ort-wasm-simd-threaded.mjs", "ort-wasm-simd-threaded.wasm")
EQUAL = 1e-6  # of probabilities in float32


def main() -> int:
    """Run the page, print what it found, and return 1 if it is not ours."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("picture", type=Path)
    options = parser.parse_args()
    install(options.folder)
    with served(options.folder) as address, in_chromium() as browser:
        page = browser.new_page(viewport={"width": 760, "height": 420})
        page.goto(f"{address}/browser.html")
        page.wait_for_function("window.found", timeout=60_000)
        found = page.evaluate("window.found")
        page.screenshot(path=options.picture)
    print(f"{RUNTIME} in Chromium: {found}")
    return 0 if found.get("largest", 1) <= EQUAL else 1


def install(folder: Path) -> None:
    """Put the page and the runtime's files beside the network."""
    shutil.copy(Path(__file__).with_suffix(".html"), folder)
    packed = subprocess.run(
        ["npm", "pack", "--silent", RUNTIME], cwd=folder, check=True, capture_output=True, text=True
    )
    with tarfile.open(folder / packed.stdout.strip()) as archive:
        for name in FILES:
            member = archive.extractfile(f"package/dist/{name}")
            assert member is not None
            (folder / name).write_bytes(member.read())


if __name__ == "__main__":
    raise SystemExit(main())
