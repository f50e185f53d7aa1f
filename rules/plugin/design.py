"""Hands the rules to cfn-lint: it loads each file of a folder by itself, and knows no package.

The project is not installed, and an editor starts cfn-lint without it on Python's path.
"""

import importlib
import pkgutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from rules import design
from rules.rule import Rule

for module in pkgutil.iter_modules(design.__path__, "rules.design."):
    importlib.import_module(module.name)

globals().update({rule.__name__: rule for rule in Rule.__subclasses__()})
