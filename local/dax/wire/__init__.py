"""Between DAX's bytes and requests and answers in boto3's shapes. No sockets, no caches.

To be read in this order:

1. ``codec``: all that others need; ``refusals``: what may be wrong;
2. ``cbor``, ``tags``, ``reader``, ``narrow``: from bytes to values, and what values must be;
3. ``greetings``, ``methods``: what a connection begins with, and what can be called;
4. ``decimals``, ``values``, ``lexdecimal``, ``keys``: DynamoDB's values, and keys of them;
5. ``list_file``, ``attribute_lists``, ``items``: items, whose names are numbered once and for all;
6. ``paths``, ``printer``, ``expressions``, ``request_options``: what is asked of items;
7. ``tables``, ``singles``, ``batches``, ``transactions``, ``requests``: the operations;
8. ``capacity``, ``answers``, ``bulk_answers``, ``error_answers``: what is answered.
"""
