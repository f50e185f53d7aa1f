"""The user pool and its client."""

from tests.rules.edits import add, drop, put

_PASSWORD = "UserPool/Policies/PasswordPolicy"  # noqa: S105 - where the rule on passwords stands
_UNITS = "UserPoolClient/TokenValidityUnits"

BROKEN = {
    "E9041": [
        ("eight characters", put(f"{_PASSWORD}/MinimumLength", 8)),
        ("eight characters, as a string", put(f"{_PASSWORD}/MinimumLength", "8")),
        ("AWS's default", drop("UserPool/Policies")),
        ("a parameter decides", put(f"{_PASSWORD}/MinimumLength", {"Ref": "LogRetentionDays"})),
        ("eight where DAX is", put(f"{_PASSWORD}/MinimumLength", {"Fn::If": ["HasDax", 8, 12]})),
    ],
    "E9042": [
        ("telephone numbers count", add("UserPool/AutoVerifiedAttributes", "phone_number")),
        ("addresses are not verified", drop("UserPool/AutoVerifiedAttributes")),
        ("a new address counts at once", drop("UserPool/UserAttributeUpdateSettings")),
    ],
    "E9043": [
        ("no second factor", put("UserPool/MfaConfiguration", "OFF")),
        ("nothing is said about it", drop("UserPool/MfaConfiguration")),
        ("text messages only", put("UserPool/EnabledMfas", ["SMS_MFA"])),
        ("none is enabled", drop("UserPool/EnabledMfas")),
    ],
    "E9044": [
        (
            "by telephone, too",
            add(
                "UserPool/AccountRecoverySetting/RecoveryMechanisms",
                {"Name": "verified_phone_number", "Priority": 2},
            ),
        ),
        ("AWS's default", drop("UserPool/AccountRecoverySetting")),
        (
            "by an administrator",
            put("UserPool/AccountRecoverySetting/RecoveryMechanisms/0/Name", "admin_only"),
        ),
    ],
    "E9045": [
        ("by telephone number", put("UserPool/UsernameAttributes", ["phone_number"])),
        ("by a name", drop("UserPool/UsernameAttributes")),
        ("Anna and anna are two", put("UserPool/UsernameConfiguration/CaseSensitive", True)),
        ("nothing is said about case", drop("UserPool/UsernameConfiguration")),
    ],
    "E9051": [
        ("a secret", put("UserPoolClient/GenerateSecret", True)),
        ("nothing is said about secrets", drop("UserPoolClient/GenerateSecret")),
    ],
    "E9052": [
        ("passwords travel", add("UserPoolClient/ExplicitAuthFlows", "ALLOW_USER_PASSWORD_AUTH")),
        (
            "a server signs people in",
            add("UserPoolClient/ExplicitAuthFlows", "ALLOW_ADMIN_USER_PASSWORD_AUTH"),
        ),
        ("AWS's default", drop("UserPoolClient/ExplicitAuthFlows")),
        ("tokens in addresses", put("UserPoolClient/AllowedOAuthFlows", ["implicit"])),
    ],
    "E9053": [
        ("strangers are told", put("UserPoolClient/PreventUserExistenceErrors", "LEGACY")),
        ("nothing is said", drop("UserPoolClient/PreventUserExistenceErrors")),
    ],
    "E9054": [
        ("no revocation", put("UserPoolClient/EnableTokenRevocation", False)),
        ("nothing is said about revocation", drop("UserPoolClient/EnableTokenRevocation")),
    ],
    "E9055": [
        ("a day of id token", put("UserPoolClient/IdTokenValidity", 1440)),
        ("fifteen hours of id token", drop(f"{_UNITS}/IdToken")),
        ("fifteen hours of access token", put(f"{_UNITS}/AccessToken", "hours")),
        ("nothing is said about the access token", drop("UserPoolClient/AccessTokenValidity")),
        ("no units", drop(_UNITS)),
        (
            "a day where DAX is",
            put("UserPoolClient/IdTokenValidity", {"Fn::If": ["HasDax", 1440, 15]}),
        ),
    ],
    "E9056": [
        (
            "users write another attribute",
            add("UserPoolClient/WriteAttributes", "preferred_username"),
        ),
        ("users write an attribute of ours", add("UserPoolClient/WriteAttributes", "custom:team")),
        ("users write all", drop("UserPoolClient/WriteAttributes")),
    ],
}
