"""What each kind of write reads, decides and writes, in one transaction."""
