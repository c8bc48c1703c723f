"""Ops of neural networks: softmax, convolutions, pooling, normalisation."""
