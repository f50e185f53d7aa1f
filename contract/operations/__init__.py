"""What each route takes and answers; the routes themselves are those of ``app.py``."""

from contract.operations import lists, service, todos, trash
from contract.operations.operation import Operation

OPERATIONS: dict[str, Operation] = {
    **todos.OPERATIONS,
    **lists.OPERATIONS,
    **trash.OPERATIONS,
    **service.OPERATIONS,
}
"""By the name of the view in ``app.py``."""
