"""MC4xx: Ops that users wrote."""
