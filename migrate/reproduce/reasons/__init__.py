"""Why a printed number may be another, or tells nothing of a result."""
