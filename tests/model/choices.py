"""What a machine chooses from."""

from hypothesis import strategies as st

from tests.support.fault_plan import Fault

FAULTS: st.SearchStrategy[list[Fault]] = st.one_of(
    st.just([]),
    st.just([]),
    st.just([]),
    st.lists(
        st.sampled_from((Fault.NONE, Fault.THROTTLE, Fault.LOST_REPLY, Fault.RESET)),
        min_size=1,
        max_size=4,
    ),
)
PICK = st.sampled_from(range(240))
"""Evenly: of integers those at the ends come more often."""
FLAG = st.booleans()
DAY = st.sampled_from((None, "2026-03-01", "2026-03-02", "2026-03-09"))
LABEL = st.sampled_from(("home", "work", "café"))
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "title": st.sampled_from(("Milk", "Wasser für die Blumen", "x" * 60)),
        "notes": st.sampled_from(("", "From the shop.", "n" * 90)),
        "done": FLAG,
        "due": DAY,
        "priority": st.sampled_from(("none", "high")),
        "labels": st.lists(LABEL, max_size=2, unique=True),
        "recurrence": st.sampled_from((None, "FREQ=DAILY", "FREQ=WEEKLY;COUNT=3", "FREQ=DAILY")),
        "reminders": st.lists(
            st.sampled_from(("-P1D", "PT0S", "2026-03-01T08:00:00Z")), max_size=2, unique=True
        ),
    },
)
KEYED = st.sampled_from((False, False, True))
WHERE = st.sampled_from(("after", "before", "first", "last", "list"))
LIST_FIELDS = st.fixed_dictionaries(
    {}, optional={"name": st.sampled_from(("Garden", "Küche")), "archived": FLAG}
)
