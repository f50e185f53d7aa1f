"""The examples of RFC 5545, §3.8.5.3, as facts; and rules like them, which only dateutil lists.

All start at 09:00 in New York, as there. Dates are those that the RFC states, as far as it does.
"""

from typing import NamedTuple

ZONE = "America/New_York"


class Example(NamedTuple):
    """A rule, its first due, and the dues that the RFC states from the first on."""

    rule: str
    start: str
    stated: str
    """Years, months and days: ``1997: 9/2 3, 10/1``. Times of one day: ``09:00 10:30``."""
    whole: bool = True
    """Whether these are all; otherwise the series goes on."""

    def dues(self) -> list[str]:
        if ":" in self.stated.partition(" ")[0].rstrip(":"):
            return [f"{self.start[:11]}{time}:00" for time in self.stated.split()]
        return [f"{day}{self.start[10:]}" for day in days(self.stated)]


def days(text: str) -> list[str]:
    """Read ``1997: 9/2 3, 10/1; 1998: 1/1-3``."""
    found = []
    for year, _, months in (each.strip().partition(":") for each in text.split(";")):
        for month, _, within in (each.strip().partition("/") for each in months.split(",")):
            for each in within.split():
                first, _, last = each.partition("-")
                numbers = range(int(first), int(last or first) + 1)
                found += [f"{year}-{int(month):02}-{day:02}" for day in numbers]
    return found


SEPTEMBER_2 = "1997-09-02T09:00:00"
WEEKS = "1997: 9/2 9 16 23 30, 10/7 14 21 28, 11/4"
JANUARIES = "1998: 1/1-31; 1999: 1/1-31; 2000: 1/1-31"
TUESDAYS_AND_THURSDAYS = "1997: 9/2 4 9 11 16 18 23 25 30, 10/2"
TWENTIES = " ".join(f"{hour:02}:{minute:02}" for hour in range(9, 17) for minute in (0, 20, 40))

STATED = (
    Example("FREQ=DAILY;COUNT=10", SEPTEMBER_2, "1997: 9/2-11"),
    Example(
        "FREQ=DAILY;UNTIL=19971224T000000Z",
        SEPTEMBER_2,
        "1997: 9/2-30, 10/1-31, 11/1-30, 12/1-23",
    ),
    Example("FREQ=DAILY;INTERVAL=2", SEPTEMBER_2, "1997: 9/2 4 6 8 10 12 14 16 18 20", whole=False),
    Example("FREQ=DAILY;INTERVAL=10;COUNT=5", SEPTEMBER_2, "1997: 9/2 12 22, 10/2 12"),
    Example(
        "FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA",
        "1998-01-01T09:00:00",
        JANUARIES,
    ),
    Example("FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1", "1998-01-01T09:00:00", JANUARIES),
    Example("FREQ=WEEKLY;COUNT=10", SEPTEMBER_2, WEEKS),
    Example("FREQ=WEEKLY;UNTIL=19971224T000000Z", SEPTEMBER_2, f"{WEEKS} 11 18 25, 12/2 9 16 23"),
    Example(
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU",
        SEPTEMBER_2,
        "1997: 9/2 16 30, 10/14 28, 11/11 25, 12/9 23; 1998: 1/6 20, 2/3 17",
        whole=False,
    ),
    Example(
        "FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH",
        SEPTEMBER_2,
        TUESDAYS_AND_THURSDAYS,
    ),
    Example("FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH", SEPTEMBER_2, TUESDAYS_AND_THURSDAYS),
    Example(
        "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR",
        "1997-09-01T09:00:00",
        "1997: 9/1 3 5 15 17 19 29, 10/1 3 13 15 17 27 29 31, 11/10 12 14 24 26 28, 12/8 10 12 22",
    ),
    Example(
        "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH",
        SEPTEMBER_2,
        "1997: 9/2 4 16 18 30, 10/2 14 16",
    ),
    Example(
        "FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
        "1997-09-05T09:00:00",
        "1997: 9/5, 10/3, 11/7, 12/5; 1998: 1/2, 2/6, 3/6, 4/3, 5/1, 6/5",
    ),
    Example(
        "FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR",
        "1997-09-05T09:00:00",
        "1997: 9/5, 10/3, 11/7, 12/5",
    ),
    Example(
        "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
        "1997-09-07T09:00:00",
        "1997: 9/7 28, 11/2 30; 1998: 1/4 25, 3/1 29, 5/3 31",
    ),
    Example(
        "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO",
        "1997-09-22T09:00:00",
        "1997: 9/22, 10/20, 11/17, 12/22; 1998: 1/19, 2/16",
    ),
    Example(
        "FREQ=MONTHLY;BYMONTHDAY=-3",
        "1997-09-28T09:00:00",
        "1997: 9/28, 10/29, 11/28, 12/29; 1998: 1/29, 2/26",
        whole=False,
    ),
    Example(
        "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15",
        SEPTEMBER_2,
        "1997: 9/2 15, 10/2 15, 11/2 15, 12/2 15; 1998: 1/2 15",
    ),
    Example(
        "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1",
        "1997-09-30T09:00:00",
        "1997: 9/30, 10/1 31, 11/1 30, 12/1 31; 1998: 1/1 31, 2/1",
    ),
    Example(
        "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15",
        "1997-09-10T09:00:00",
        "1997: 9/10-15; 1999: 3/10-13",
    ),
    Example(
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
        SEPTEMBER_2,
        "1997: 9/2 9 16 23 30, 11/4 11 18 25; 1998: 1/6 13 20 27, 3/3 10 17 24 31",
        whole=False,
    ),
    Example(
        "FREQ=YEARLY;COUNT=10;BYMONTH=6,7",
        "1997-06-10T09:00:00",
        "1997: 6/10, 7/10; 1998: 6/10, 7/10; 1999: 6/10, 7/10; 2000: 6/10, 7/10; 2001: 6/10, 7/10",
    ),
    Example(
        "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3",
        "1997-03-10T09:00:00",
        "1997: 3/10; 1999: 1/10, 2/10, 3/10; 2001: 1/10, 2/10, 3/10; 2003: 1/10, 2/10, 3/10",
    ),
    Example(
        "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200",
        "1997-01-01T09:00:00",
        "1997: 1/1, 4/10, 7/19; 2000: 1/1, 4/9, 7/18; 2003: 1/1, 4/10, 7/19; 2006: 1/1",
    ),
    Example(
        "FREQ=YEARLY;BYDAY=20MO",
        "1997-05-19T09:00:00",
        "1997: 5/19; 1998: 5/18; 1999: 5/17",
        whole=False,
    ),
    Example(
        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
        "1997-05-12T09:00:00",
        "1997: 5/12; 1998: 5/11; 1999: 5/17",
        whole=False,
    ),
    Example(
        "FREQ=YEARLY;BYMONTH=3;BYDAY=TH",
        "1997-03-13T09:00:00",
        "1997: 3/13 20 27; 1998: 3/5 12 19 26; 1999: 3/4 11 18 25",
        whole=False,
    ),
    Example(
        "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8",
        "1997-06-05T09:00:00",
        "1997: 6/5 12 19 26, 7/3 10 17 24 31, 8/7 14 21 28; "
        "1998: 6/4 11 18 25, 7/2 9 16 23 30, 8/6 13 20 27; "
        "1999: 6/3 10 17 24, 7/1 8 15 22 29, 8/5 12 19 26",
        whole=False,
    ),
    Example(  # the RFC takes its first due away again, since that is no Friday
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        SEPTEMBER_2,
        "1997: 9/2; 1998: 2/13, 3/13, 11/13; 1999: 8/13; 2000: 10/13",
        whole=False,
    ),
    Example(
        "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13",
        "1997-09-13T09:00:00",
        "1997: 9/13, 10/11, 11/8, 12/13; 1998: 1/10, 2/7, 3/7, 4/11, 5/9, 6/13",
        whole=False,
    ),
    Example(
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
        "1996-11-05T09:00:00",
        "1996: 11/5; 2000: 11/7; 2004: 11/2",
        whole=False,
    ),
    Example(
        "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3",
        "1997-09-04T09:00:00",
        "1997: 9/4, 10/7, 11/6",
    ),
    Example(
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
        "1997-09-29T09:00:00",
        "1997: 9/29, 10/30, 11/27, 12/30; 1998: 1/29, 2/26, 3/30",
        whole=False,
    ),
    # The RFC has 170000Z, and means 17:00 in New York: its own list says so, and an erratum.
    Example("FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T210000Z", SEPTEMBER_2, "09:00 12:00 15:00"),
    Example(
        "FREQ=MINUTELY;INTERVAL=15;COUNT=6", SEPTEMBER_2, "09:00 09:15 09:30 09:45 10:00 10:15"
    ),
    Example("FREQ=MINUTELY;INTERVAL=90;COUNT=4", SEPTEMBER_2, "09:00 10:30 12:00 13:30"),
    Example(
        "FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40",
        SEPTEMBER_2,
        TWENTIES,
        whole=False,
    ),
    Example(
        "FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16",
        SEPTEMBER_2,
        TWENTIES,
        whole=False,
    ),
    Example(
        "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
        "1997-08-05T09:00:00",
        "1997: 8/5 10 19 24",
    ),
    Example(
        "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
        "1997-08-05T09:00:00",
        "1997: 8/5 17 19 31",
    ),
    Example(
        "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5",
        "2007-01-15T09:00:00",
        "2007: 1/15 30, 2/15, 3/15 30",
    ),
)

LIKE_THEM = (
    ("FREQ=DAILY", "2026-03-01"),
    ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "2026-03-06"),
    ("FREQ=DAILY;INTERVAL=1000", "2026-03-01"),
    ("FREQ=DAILY;UNTIL=20260320", "2026-03-01"),
    ("FREQ=DAILY;BYMONTHDAY=-1", "2026-01-31"),
    ("FREQ=DAILY;BYHOUR=18,6;BYMINUTE=30", "2026-03-01T06:30:00"),
    ("FREQ=DAILY;BYHOUR=8,12,20;BYSETPOS=-1", "2026-03-01T20:00:15"),
    ("FREQ=WEEKLY", "2025-12-31"),
    ("FREQ=WEEKLY;BYDAY=MO", "2026-03-04"),
    ("FREQ=WEEKLY;INTERVAL=3;BYDAY=SA,SU", "2026-02-28"),
    ("FREQ=WEEKLY;INTERVAL=3;BYDAY=SA,SU;WKST=SU", "2026-02-28"),
    ("FREQ=WEEKLY;INTERVAL=2;BYMONTH=1,12;BYDAY=MO,TH", "2025-12-29"),
    ("FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=2", "2026-03-02"),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR;BYSETPOS=2,3;WKST=WE", "2026-03-04"),
    ("FREQ=WEEKLY;BYDAY=TU;UNTIL=20260401T120000", "2026-03-03T12:00:00"),
    ("FREQ=MONTHLY", "2026-01-31"),
    ("FREQ=MONTHLY", "2026-01-30"),
    ("FREQ=MONTHLY;INTERVAL=6", "2026-08-31"),
    ("FREQ=MONTHLY;BYMONTHDAY=31,-1", "2026-01-31"),
    ("FREQ=MONTHLY;BYDAY=5WE", "2026-04-29"),
    ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1", "2026-01-01"),
    ("FREQ=MONTHLY;BYMONTH=2;COUNT=4", "2026-02-28"),
    ("FREQ=MONTHLY;BYMONTHDAY=15", "2026-03-20"),
    ("FREQ=YEARLY", "2024-02-29"),
    ("FREQ=YEARLY;INTERVAL=3", "2024-02-29"),
    ("FREQ=YEARLY;BYMONTH=3", "2026-01-10"),
    ("FREQ=YEARLY;BYYEARDAY=366,-366", "2024-12-31"),
    ("FREQ=YEARLY;BYYEARDAY=-1,59", "2026-02-28"),
    ("FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3,10", "2026-03-29"),
    ("FREQ=YEARLY;BYDAY=53TH", "2026-12-31"),
    ("FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO,SU", "2025-12-29"),
    ("FREQ=YEARLY;BYWEEKNO=-1;BYDAY=FR;WKST=SU", "2026-12-25"),
    ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO", "2044-02-29"),
    ("FREQ=YEARLY;INTERVAL=100;COUNT=5", "1999-03-01"),
    ("FREQ=HOURLY", "2026-03-01T09:30:00"),
    ("FREQ=HOURLY;INTERVAL=7;BYHOUR=9", "2026-03-01T09:30:00"),
    ("FREQ=HOURLY;INTERVAL=5;BYDAY=MO;BYMINUTE=0,15", "2026-03-02T00:15:00"),
    ("FREQ=HOURLY;BYYEARDAY=1,-1;BYHOUR=0,12", "2026-01-01T12:00:00"),
    ("FREQ=HOURLY;BYMINUTE=5,25,45;BYSETPOS=2", "2026-03-01T09:25:00"),
    ("FREQ=MINUTELY;INTERVAL=1000", "2026-03-01T09:30:00"),
    ("FREQ=MINUTELY;INTERVAL=7;BYMINUTE=0,30", "2026-03-01T09:30:00"),
    ("FREQ=MINUTELY;INTERVAL=45;BYHOUR=9;BYDAY=SU", "2026-03-01T09:00:00"),
    ("FREQ=DAILY", "9998-12-01"),
    ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", "9998-12-15"),
    ("FREQ=YEARLY", "9990-12-31"),
    ("FREQ=HOURLY", "9998-12-31T09:00:00"),
)
