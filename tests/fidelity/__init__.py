"""Long checks of the C engine: `make fidelity SUITE=faults|sanitizers|fuzz|numbers`; `make test` runs a part."""
