"""``python -m contract FILE`` writes the contract into a file."""

import json
import os
import sys
from pathlib import Path

if __name__ == "__main__":
    # The app reads these when it is imported; nothing of them is in the contract.
    os.environ |= {"STAGE": "contract", "USER_POOL_ARN": "arn"}
    from app import app
    from contract.document import document

    text = json.dumps(document(app), ensure_ascii=False, indent=1)
    Path(sys.argv[1]).write_text(text + "\n", encoding="utf-8")
