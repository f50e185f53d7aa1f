"""Between DAX's bytes and requests and answers in boto3's shapes. No sockets, no caches."""
