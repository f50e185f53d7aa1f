"""Refuses a final template whose caches could show somebody what is not theirs.

It also refuses other ways to the functions than the API's and the schedule of each minute.
Each finding is a sentence. The inputs of a route are taken from the OpenAPI contract, so that a
parameter added to a cached route is noticed here when nobody thinks of its cache key.
"""

from deploy.guard.api import Api, Template, contract_of, match
from deploy.guard.caches import caches
from deploy.guard.functions import functions
from deploy.guard.invalidation import invalidation
from deploy.guard.routes import routes
from deploy.guard.ways_in import of_the_api, ways_in
from deploy.words import DeployError

__all__ = ["findings", "refuse_leaks"]


def findings(template: Template, contract: Template) -> list[str]:
    """Return what is wrong with a template; nothing is the only good answer."""
    try:
        api = Api.of(template)
        operations = contract_of(contract)
        return [
            *ways_in(template),
            *functions(template),
            *of_the_api(api),
            *routes(api, operations),
            *caches(api, match(api, operations)),
            *invalidation(template, api),
        ]
    except DeployError as error:
        return [str(error)]
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        # What has another form than it should can't be checked, and is not let through.
        return [f"The template has a form that can't be checked: {error!r}"]


def refuse_leaks(template: Template, contract: Template) -> None:
    """Raise for a template that breaks a rule, with all that is wrong with it."""
    found = findings(template, contract)
    if found:
        lines = "\n".join(f"  - {each}" for each in found)
        raise DeployError(f"The template was not written, since its API is not safe:\n{lines}")
