"""What changed since an earlier return: a verdict for each metric, and pledges kept or not."""
