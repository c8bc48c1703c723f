"""What Ops are in ONNX where their array form does not do: a table by class, filled by the files of this folder."""
