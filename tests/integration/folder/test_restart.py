"""Files and identities are there again after a stop, as to-dos are."""

import signal
from pathlib import Path

from tests.support.folders import Folder, IdentityPool
from tests.support.runs import local_run
from tests.support.stack import User


def test_files_are_there_again_after_a_stop(tmp_path: Path) -> None:
    with local_run(tmp_path) as run:
        before = Folder(run.demo, User("demo", run.demo.id_token))
        before.s3.put_object(Bucket=before.bucket, Key=before.key("kept.txt"), Body=b"kept")
        identity = IdentityPool(run.demo).identity(run.demo.id_token)
        run.signal_all(signal.SIGINT)
        run.exit_code()
    with local_run(tmp_path) as run:
        after = Folder(run.demo, User("demo", run.demo.id_token))
        assert (after.bucket, after.prefix) == (before.bucket, before.prefix)
        assert IdentityPool(run.demo).identity(run.demo.id_token) == identity
        found = after.s3.get_object(Bucket=after.bucket, Key=after.key("kept.txt"))
        assert found["Body"].read() == b"kept"
