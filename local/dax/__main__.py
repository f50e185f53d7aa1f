"""``python -m local.dax``."""

import os
import sys

from local.dax.server.command import main

sys.exit(main(sys.argv[1:], os.environ))
