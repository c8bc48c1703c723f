"""What Ops are in ONNX, where their array form says too little: a table by class, filled by the files of this folder."""
