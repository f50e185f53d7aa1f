"""Every decision that has to be right."""

from tests.permissions.cases import (
    alarms,
    api,
    beyond,
    bucket,
    direct_reading,
    endpoint,
    folder,
    listing,
    network,
    services,
    signing_in,
)

CASES = [
    *folder.CASES,
    *listing.CASES,
    *bucket.CASES,
    *beyond.CASES,
    *signing_in.CASES,
    *services.CASES,
    *direct_reading.CASES,
    *api.CASES,
    *network.CASES,
    *endpoint.CASES,
    *alarms.CASES,
]
