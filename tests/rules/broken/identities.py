"""The identity pool, its role and its tags."""

from tests.rules.edits import add, drop, put

_PROVIDER = "IdentityPool/CognitoIdentityProviders/0"
_OTHER_POOL = "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_other"

BROKEN = {
    "E9001": [
        ("guests are let in", put("IdentityPool/AllowUnauthenticatedIdentities", True)),
        (
            "guests are let in, as a string",
            put("IdentityPool/AllowUnauthenticatedIdentities", "true"),
        ),
        (
            "guests are let in where DAX is",
            put("IdentityPool/AllowUnauthenticatedIdentities", {"Fn::If": ["HasDax", True, False]}),
        ),
        (
            "a parameter decides about guests",
            put("IdentityPool/AllowUnauthenticatedIdentities", {"Ref": "DeletionProtection"}),
        ),
    ],
    "E9002": [
        ("the classic flow is on", put("IdentityPool/AllowClassicFlow", True)),
        ("nothing is said about the classic flow", drop("IdentityPool/AllowClassicFlow")),
    ],
    "E9003": [
        ("tokens are not checked", put(f"{_PROVIDER}/ServerSideTokenCheck", False)),
        ("nothing is said about checking tokens", drop(f"{_PROVIDER}/ServerSideTokenCheck")),
        (
            "tokens of a second client are not checked",
            add(
                "IdentityPool/CognitoIdentityProviders",
                {
                    "ProviderName": {"Fn::GetAtt": "UserPool.ProviderName"},
                    "ClientId": {"Ref": "UserPoolClient"},
                },
            ),
        ),
    ],
    "E9004": [
        (
            "users of Facebook",
            put("IdentityPool/SupportedLoginProviders", {"graph.facebook.com": "1"}),
        ),
        ("users of whoever runs a server", put("IdentityPool/DeveloperProviderName", "login.ours")),
        ("tokens of a client from elsewhere", put(f"{_PROVIDER}/ClientId", "other")),
        ("tokens of any client", drop(f"{_PROVIDER}/ClientId")),
        ("users of another user pool", put(f"{_PROVIDER}/ProviderName", _OTHER_POOL)),
    ],
    "E9005": [
        (
            "guests have a role",
            put("IdentityRoles/Roles/unauthenticated", {"Fn::GetAtt": "SignedInRole.Arn"}),
        ),
        (
            "a claim chooses the role",
            put(
                "IdentityRoles/RoleMappings",
                {"ours": {"Type": "Token", "AmbiguousRoleResolution": "AuthenticatedRole"}},
            ),
        ),
        (
            "a role from elsewhere",
            put("IdentityRoles/Roles/authenticated", "arn:aws:iam::123456789012:role/Admin"),
        ),
    ],
    "E9006": [
        ("tags for another user pool", put("IdentityTags/IdentityProviderName", _OTHER_POOL)),
        ("an attribute that users write is a tag", put("IdentityTags/PrincipalTags/sub", "email")),
        ("a second tag", put("IdentityTags/PrincipalTags/team", "custom:team")),
        ("AWS's default tags", put("IdentityTags/UseDefaults", True)),
        ("nothing is said about default tags", drop("IdentityTags/UseDefaults")),
        ("no tags at all", drop("Resources/IdentityTags")),
        ("tags for another identity pool", put("IdentityTags/IdentityPoolId", "eu-west-1:other")),
    ],
}
