"""Names for files that might be taken for others."""

from tests.support.folders import Folder


def own_keys(mine: Folder, theirs: Folder) -> dict[str, str]:
    """Return odd names for files in the own folder, by what is odd."""
    names = {
        "plain": "plain.txt",
        "deep": "a/b/c/d.txt",
        "the folder itself": "",
        "a slash twice": "/twice.txt",
        "a slash at the end": "folder/",
        "up and over": f"../{theirs.user.owner}/secret.txt",
        "up": "..",
        "here": "./plain.txt",
        "encoded dots": f"%2e%2e/{theirs.user.owner}/secret.txt",
        "an encoded slash": f"..%2F{theirs.user.owner}%2Fsecret.txt",
        "encoded twice": f"%252e%252e/{theirs.user.owner}/secret.txt",
        "another's whole key": theirs.key("secret.txt"),
        "letters of the world": "Einkaufsliste für Zoë 🛒.txt",
        "spaces and signs": "a b+c&d=e;f,g:h@i?j#k'l(m)*n!o$p~q.txt",
        "backslashes": f"..\\{theirs.user.owner}\\secret.txt",
        "as long as can be": "n" * (1024 - len(mine.prefix)),
    }
    return {name: mine.key(key) for name, key in names.items()}


def foreign_keys(mine: Folder, theirs: Folder) -> dict[str, str]:
    """Return keys that are not in the own folder, by what they try."""
    me, victim = mine.user.owner, theirs.user.owner
    return {
        "another's file": theirs.key("secret.txt"),
        "another's folder itself": theirs.prefix,
        "another's, by way of mine": theirs.key(f"../{me}/secret.txt"),
        "mine inside another's": theirs.key(f"{me}/secret.txt"),
        "my name and one letter": f"users/{me}x/secret.txt",
        "my name less one letter": f"users/{me[:-1]}/secret.txt",
        "my name in capitals": f"users/{me.upper()}/secret.txt",
        "my name without a slash": f"users/{me}",
        "no name": "users//secret.txt",
        "no name, then mine": f"users//{me}/secret.txt",
        "a slash before": f"/users/{me}/secret.txt",
        "Users in capitals": f"Users/{me}/secret.txt",
        "beside all folders": "users/secret.txt",
        "outside of all folders": "secret.txt",
        "up from nowhere": f"../users/{victim}/secret.txt",
        "a star for everybody": "users/*/secret.txt",
        "a question mark in my name": f"users/{me[:-1]}?/secret.txt",
        "the variable itself": "users/${aws:PrincipalTag/sub}/secret.txt",
        "encoded slashes": f"users%2F{me}%2Fsecret.txt",
        "another bucket's form": f"{mine.bucket}/users/{me}/secret.txt",
        "as long as can be": "n" * 1024,
    }
