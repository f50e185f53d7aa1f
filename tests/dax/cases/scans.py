"""Scans: of a table that nobody writes, by pages, segments and filters."""

from tests.dax.cases.case import Case, n, s, scan, scan_pages

_GENRES = {"IndexName": "genres"}
_ABOVE = {"FilterExpression": "n > :n", "ExpressionAttributeValues": {":n": n("6")}}

CASES = (
    Case("a scan of everything", (scan(), scan(ConsistentRead=True))),
    Case("a scan in pages", (scan_pages(Limit=5), scan_pages(Limit=5, ConsistentRead=True))),
    Case(
        "a scan with a projection",
        (scan(ProjectionExpression="title, h"), scan_pages(ProjectionExpression="n", Limit=5)),
    ),
    Case("a scan with a filter", (scan(**_ABOVE), scan_pages(Limit=4, **_ABOVE))),
    Case("a scan with a filter and a projection", (scan(ProjectionExpression="title", **_ABOVE),)),
    Case(
        "a scan with named attributes",
        (
            scan(
                FilterExpression="begins_with(#t, :t)",
                ProjectionExpression="#r",
                ExpressionAttributeNames={"#t": "title", "#r": "place"},
                ExpressionAttributeValues={":t": s("book 1")},
            ),
        ),
    ),
    Case("a scan that counts", (scan(Select="COUNT"), scan(Select="COUNT", **_ABOVE))),
    Case(
        "a scan of specific attributes",
        (scan(Select="SPECIFIC_ATTRIBUTES", ProjectionExpression="r"),),
    ),
    Case("a scan of an index", (scan(**_GENRES), scan_pages(Limit=2, **_GENRES))),
    Case("a scan of what an index has", (scan(Select="ALL_PROJECTED_ATTRIBUTES", **_GENRES),)),
    Case(
        "a scan of an index with a filter",
        (
            scan(
                FilterExpression="#k < :k",
                ExpressionAttributeNames={"#k": "place"},
                ExpressionAttributeValues={":k": n("-4")},
                **_GENRES,
            ),
        ),
    ),
    Case(
        "a scan in segments",
        tuple(scan_pages(Segment=segment, TotalSegments=4, Limit=2) for segment in range(4)),
    ),
    Case("a scan in one segment", (scan(Segment=0, TotalSegments=1),)),
    Case(
        "a scan of an index in segments",
        tuple(scan(Segment=segment, TotalSegments=2, **_GENRES) for segment in range(2)),
    ),
    Case(
        "a scan from an item on",
        (
            scan(ExclusiveStartKey={"h": s("shelf 1"), "r": s("04")}),
            scan(ExclusiveStartKey={"h": s("shelf 1"), "r": s("04")}, Limit=1),
        ),
    ),
)
