"""What a run was asked for, how a later process knows it again, and the folder that keeps it while it lasts."""
