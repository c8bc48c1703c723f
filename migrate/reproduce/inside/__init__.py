"""What the processes of documents import: this folder is the first of their PYTHONPATH."""
