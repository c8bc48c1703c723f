"""Rare functions of networks: video, upsampling, separable and causal convolution."""
