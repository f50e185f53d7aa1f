"""What DAX does with requests: two caches for each node, and the table behind. No bytes."""
