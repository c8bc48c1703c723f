"""What libraries mean differently: data in the files `*.toml` here, a family each, and their reader."""
