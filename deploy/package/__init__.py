"""The package for Lambda: Chalice's own zip, without what is never read, and compiled already.

A cold start pays for each module that it has to compile, and for each file that it has to fetch.
Chalice ships every service that AWS has, and no bytecode.
"""

from deploy.package.built import Package, build
from deploy.package.cost import import_cost
from deploy.package.host import for_host

__all__ = ["Package", "build", "for_host", "import_cost"]
