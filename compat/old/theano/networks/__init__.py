"""Rare functions of networks: old, video, separable and causal convolution, upsampling, transforms."""
