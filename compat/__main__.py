"""Run an old script unchanged, or ask how we are.

`python -m theano_compat` is the same command, and so is `python -m compat` in folders without a `compat` of their own.
`run` may be left out.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from theano_common.printing import ArgumentParser, complain
from theano_common.system.broken_pipe import CLOSED, discard_output

from .backends.c.target import TARGETS

EXAMPLES = """\
theano-compat run SCRIPT.py [ARGUMENTS]     run it with theano and pymc3 served by us
theano-compat run -m MODULE [ARGUMENTS]     the same for a module, as `python -m`
theano-compat run -c "CODE" [ARGUMENTS]     the same for a line of code
theano-compat run --from-python2 SCRIPT.py  the same for a script in Python 2, as it is: with Python 2's division, too
theano-compat doctor                        which engines work here, and the command that adds one
theano-compat explain SCRIPT.py             run it, then say what its compiled code does and costs
theano-compat emit SCRIPT.py                run it, then print the C of its models, for this machine or another
theano-compat export -o net.onnx SCRIPT.py  run it, then write its function as ONNX, or StableHLO (.stablehlo)
theano-compat names pm.GARCH11              is it supported, what does it take, what is its name today
theano-compat names --missing 'pm.gp.*'     which of these are not supported, and why
theano-compat sample MODEL --chain 3 --of 16 --seed 1 --out FOLDER   draw one chain of a saved model
theano-compat merge FOLDER                  the draws of all chains in one file
theano-compat cache                         the compiled objects that are kept
theano-compat cache pack SCRIPT.py -o FILE  write what it compiles for machines without a compiler: `cache add FILE`

`run` may be left out. `python -m theano_compat` is the same command.
"""


def main(arguments: list[str] | None = None) -> int:
    """Run the command line (or `arguments`), and return the exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    parser, commands = _parsers()
    if not arguments:
        parser.print_help()
        return 2
    first = arguments[0]
    if first not in commands and first.partition("=")[0] not in ("-h", "--help", "--version", "--print-completion"):
        if first[:1] != "-" and not os.path.exists(first) and (meant := _meant(first, list(commands))):
            print(f"theano-compat: there is no file '{first}'; did you mean `theano-compat {meant}`?", file=sys.stderr)
            return 2
        arguments = ["run", *arguments]
    try:
        options = parser.parse_args(arguments)
    except SystemExit as end:  # after --help, or bad use
        return end.code if isinstance(end.code, int) else 2
    command: Callable[[argparse.Namespace], int] = options.command
    return command(options)


def _meant(word: str, commands: list[str]) -> str | None:
    """Return the command that is spelt almost like `word`."""
    import difflib  # only after a mistake

    return next(iter(difflib.get_close_matches(word, commands, 1)), None)


def _parsers() -> tuple[ArgumentParser, dict[str, ArgumentParser]]:
    """Return the parser of the command line, and those of its commands by name."""
    parser = ArgumentParser(
        "theano-compat",
        description=__doc__.partition("\n")[0],
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(metavar="COMMAND")

    _add_run(commands)
    doctor = commands.add_parser("doctor", help="say which engines work here, and the command that adds one")
    doctor.set_defaults(command=_doctor)

    _add_looks(commands)
    _add_jobs(commands)
    _add_cache(commands)
    return parser, commands.choices


def _add_run(commands: argparse._SubParsersAction[ArgumentParser]) -> None:
    """Add the command `run`."""
    run = commands.add_parser(
        "run",
        help="run a script, a module or a line of code with theano and pymc3 served by us",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    run.add_argument("--from-python2", action="store_true", help="it is in Python 2, and keeps Python 2's division")
    run.add_argument("--report", metavar="FILE", help="write to FILE which legacy names the run really used")
    run.add_argument("--why", action="store_true", help="say at the end where the time went, and what was not compiled")
    run.add_argument(
        "--checkpoint", metavar="FOLDER", help="keep the draws of each pm.sample, and go on with those kept"
    )
    run.add_argument(
        "--unchecked", action="store_true", help="go on with them although code that a model calls changed"
    )
    run.add_argument("-m", dest="module", nargs=argparse.REMAINDER, metavar="MODULE", help="a module and its arguments")
    run.add_argument("-c", dest="code", nargs=argparse.REMAINDER, metavar="CODE", help="a line of code, likewise")
    run.add_argument("script", nargs=argparse.REMAINDER, metavar="SCRIPT.py", help="a script, likewise")
    run.set_defaults(command=lambda options: _run(options, run))


def _add_looks(commands: argparse._SubParsersAction[ArgumentParser]) -> None:
    """Add the commands that only show something."""
    explain = commands.add_parser(
        "explain", help="run a script, then say what its compiled code does and costs", allow_abbrev=False
    )
    explain.add_argument("--html", metavar="FILE", help="write it as a page, too")
    explain.add_argument("--of", metavar="NAME", default="", help="a model or function by its name; `functions`; `all`")
    explain.add_argument("script", metavar="SCRIPT.py")
    explain.add_argument("arguments", nargs=argparse.REMAINDER, metavar="ARGUMENTS", help="for the script")
    explain.set_defaults(command=_explain)

    emit = commands.add_parser(
        "emit", help="run a script, then print the C of its models' log densities and gradients", allow_abbrev=False
    )
    emit.add_argument("--target", choices=tuple(TARGETS), help="the machine that the C is for; without it: this one")
    emit.add_argument("-o", "--output", dest="file", metavar="FILE", help="write it to FILE")
    emit.add_argument("script", metavar="SCRIPT.py")
    emit.set_defaults(command=_emit)

    export = commands.add_parser(
        "export", help="run a script, then write a function of it as ONNX or StableHLO", allow_abbrev=False
    )
    export.add_argument("--function", default="", metavar="NAME", help="its name; without it: the only one")
    export.add_argument("-o", "--output", dest="file", required=True, metavar="FILE", help="FILE.onnx, FILE.stablehlo")
    export.add_argument("--float32", action="store_true", help="compute in float32 what it computes in float64 (ONNX)")
    export.add_argument("script", metavar="SCRIPT.py")
    export.add_argument("arguments", nargs=argparse.REMAINDER, metavar="ARGUMENTS", help="for the script")
    export.set_defaults(command=_export)

    watch = commands.add_parser("watch", help="show the chains of a run that keeps a checkpoint, while it lasts")
    watch.add_argument("--every", type=float, default=5.0, metavar="SECONDS", help="between two tables (5)")
    watch.add_argument("--once", action="store_true", help="one table")
    watch.add_argument("--html", metavar="FILE", help="write it as a page with traces, too")
    watch.add_argument("folder", metavar="FOLDER")
    watch.set_defaults(command=_watch)

    names = commands.add_parser("names", help="say what is known of names of theano and pymc3", allow_abbrev=False)
    names.add_argument("--missing", action="store_true", help="only those that are not supported")
    names.add_argument("pattern", metavar="PATTERN", help="pm.Normal, GARCH11, 'T.nnet.*'")
    names.set_defaults(command=_names)


def _add_jobs(commands: argparse._SubParsersAction[ArgumentParser]) -> None:
    """Add the commands `sample` and `merge`."""
    sample = commands.add_parser(
        "sample", help="draw one chain of a model that `model.save` wrote, as a job of its own", allow_abbrev=False
    )
    sample.add_argument("--chain", type=int, required=True, metavar="K", help="which chain, from 0")
    sample.add_argument("--of", type=int, required=True, metavar="N", help="how many chains the run has")
    sample.add_argument("--seed", type=int, required=True, help="of the run: pm.sample's random_seed")
    sample.add_argument("--out", required=True, metavar="FOLDER", help="where all jobs of the run leave their draws")
    sample.add_argument("--draws", type=int, default=1000, help="of the chain (1000)")
    sample.add_argument("--tune", type=int, default=1000, help="draws before these (1000)")
    sample.add_argument("--target-accept", type=float, metavar="SHARE", help="of NUTS (0.8)")
    sample.add_argument("--max-treedepth", type=int, metavar="DEPTH", help="of NUTS (10)")
    sample.add_argument(
        "--sampler", choices=("nutpie", "pymc3"), help="in place of the one that the model was saved under"
    )
    sample.add_argument("model", metavar="MODEL")
    sample.set_defaults(command=_sample)
    merge = commands.add_parser("merge", help="write the draws of all jobs of `sample` to one file", allow_abbrev=False)
    merge.add_argument("-o", "--output", metavar="FILE", help="without it: draws.npz in the folder")
    merge.add_argument("folder", metavar="FOLDER")
    merge.set_defaults(command=lambda options: _module("sample_command").join(options.folder, options.output))


def _add_cache(commands: argparse._SubParsersAction[ArgumentParser]) -> None:
    """Add the command `cache` and its own."""
    cache = commands.add_parser("cache", help="list the compiled objects that are kept, check them, or hand them on")
    actions = cache.add_subparsers(metavar="ACTION")
    for parser in (cache, actions.add_parser("list", help="list them; also without an action")):
        parser.add_argument("--all", action="store_true", help="list every one, not only those that were used last")
        parser.set_defaults(command=lambda options: _cache("list", options.all))
    verify = actions.add_parser("verify", help="check all, and remove those that are damaged")
    verify.set_defaults(command=lambda options: _cache("verify"))
    clear = actions.add_parser("clear", help="remove all")
    clear.set_defaults(command=lambda options: _cache("clear"))

    pack = actions.add_parser(
        "pack", help="run a script, and write what it compiles for machines without a compiler", allow_abbrev=False
    )
    pack.add_argument(
        "-o", "--output", metavar="FILE", help="the pack to write; -o FILE may stand behind the script, too"
    )
    pack.add_argument("script", metavar="SCRIPT.py")
    pack.add_argument("arguments", nargs=argparse.REMAINDER, metavar="ARGUMENTS", help="for the script")
    pack.set_defaults(command=lambda options: _pack(options, pack))
    add = actions.add_parser("add", help="keep what another machine compiled (a pack is a program: know who made it)")
    add.add_argument("pack", metavar="FILE")
    add.set_defaults(command=lambda options: _of_packs(lambda packs: packs.add(options.pack)))


def _run(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    given = options.module or options.code or options.script
    if not given:
        parser.print_usage(sys.stderr)
        print("theano-compat run: something to run is missing", file=sys.stderr)
        return 2
    from . import runner, tried_versions  # each command loads only its own modules

    if options.checkpoint:
        from .settings import config  # likewise

        config.checkpoint = os.path.abspath(options.checkpoint)
        config.checkpoint_unchecked = options.unchecked or config.checkpoint_unchecked

    with contextlib.ExitStack() as around:
        if options.report:
            if not os.access(Path(options.report).absolute().parent, os.W_OK):
                print(f"theano-compat run: no report can be written to '{options.report}'", file=sys.stderr)
                return 2
            from .run_report import recorded  # likewise

            around.enter_context(recorded(os.path.abspath(options.report), _as_typed(options)))
        if options.why:
            from .time_report import watched  # likewise

            around.enter_context(watched(os.path.abspath(given[0])))
        tried_versions.say_once()
        what, *rest = given
        if options.module:
            runner.run_module(what, rest, from_python_2=options.from_python2)
        elif options.code:
            runner.run_code(what, rest)
        else:
            return runner.run_script(what, rest, from_python_2=options.from_python2)
        return 0


def _as_typed(options: argparse.Namespace) -> list[str]:
    """Return what is run, as it stands on the command line."""
    way = ["-m"] if options.module else ["-c"] if options.code else []
    given = options.module or options.code or options.script
    return [*(["--from-python2"] if options.from_python2 else []), *way, *given]


def _doctor(options: argparse.Namespace) -> int:
    main = _module("doctor").main
    return _to_its_reader(main)


def _explain(options: argparse.Namespace) -> int:
    main = _module("explain_command").main
    return _to_its_reader(lambda: main(options.script, options.arguments, options.of, options.html))


def _emit(options: argparse.Namespace) -> int:
    main = _module("emit_command").main
    return _to_its_reader(lambda: main(options.script, options.target, options.file))


def _export(options: argparse.Namespace) -> int:
    main = _module("export_command").main
    return _to_its_reader(
        lambda: main(options.script, options.arguments, options.function, options.file, options.float32)
    )


def _sample(options: argparse.Namespace) -> int:
    jobs = _module("sample_command")
    given = {"target_accept": options.target_accept, "max_treedepth": options.max_treedepth}
    nuts = {name: value for name, value in given.items() if value is not None}
    job = jobs.Job(options.chain, options.of, options.seed, options.draws, options.tune, nuts)
    return _to_its_reader(lambda: jobs.sample(options.model, job, options.sampler, options.out))


def _module(name: str) -> ModuleType:
    """Return a module of ours: each command loads only its own."""
    return importlib.import_module(f".{name}", __package__)


def _watch(options: argparse.Namespace) -> int:
    main = _module("watch_command").main
    try:
        return _to_its_reader(lambda: main(options.folder, options.every, options.once, options.html))
    except KeyboardInterrupt:
        return 0


def _names(options: argparse.Namespace) -> int:
    main = _module("names_command").main
    return _to_its_reader(lambda: main(options.pattern, options.missing))


def _cache(action: str, show_all: bool = False) -> int:
    main = _module("cache_command").main
    return _to_its_reader(lambda: main(action, show_all))


def _pack(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    output, rest = options.output, options.arguments
    if output is None and len(rest) > 1 and rest[0] in ("-o", "--output"):
        output, rest = rest[1], rest[2:]
    if output is None:
        parser.print_usage(sys.stderr)
        print("theano-compat cache pack: -o FILE is missing", file=sys.stderr)
        return 2
    return _of_packs(lambda packs: packs.pack(options.script, rest, output))


def _of_packs(work: Callable[[ModuleType], int]) -> int:
    """Return the status of what is done with the module of packs; 1, with the reason, if it refuses."""
    cache_packs = _module("cache_packs")
    try:
        return _to_its_reader(lambda: work(cache_packs))
    except cache_packs.Refused as reason:
        complain("theano-compat cache", str(reason))
        return 1


def _to_its_reader(command: Callable[[], int]) -> int:
    """Run a command and return its status; CLOSED where its reader stops early (`... | head`)."""
    try:
        status = command()
        sys.stdout.flush()
    except BrokenPipeError:
        discard_output()
        return CLOSED
    return status


if __name__ == "__main__":
    sys.exit(main())
