"""What public rules know to be wrong, too: for each, the finding of cdk-nag, and the edit."""

from tests.rules.edits import drop, put

_ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess"
_USE = "SignedInRole/Policies/own-folder/PolicyDocument/Statement/UseOwnFolder"
_PUBLIC = {"IpProtocol": "tcp", "FromPort": 9111, "ToPort": 9111, "CidrIp": "0.0.0.0/0"}

BROKEN = {
    "guests are let in": (
        ("IdentityPool", "AwsSolutions-COG7"),
        put("IdentityPool/AllowUnauthenticatedIdentities", True),
    ),
    "the bucket can be made public": (
        ("FilesBucket", "AwsSolutions-S2"),
        put("FilesBucket/PublicAccessBlockConfiguration/BlockPublicPolicy", False),
    ),
    "the bucket can be used without TLS": (
        ("FilesBucket", "AwsSolutions-S10"),
        drop("Resources/FilesBucketPolicy"),
    ),
    "the table can't be restored": (
        ("TodoTable", "AwsSolutions-DDB3"),
        drop("TodoTable/PointInTimeRecoverySpecification"),
    ),
    "DAX is unencrypted": (
        ("DaxCluster", "AwsSolutions-DDB4"),
        drop("DaxCluster/SSESpecification"),
    ),
    "everybody reaches DAX": (
        ("DaxSecurityGroup", "AwsSolutions-EC23"),
        put("DaxSecurityGroup/SecurityGroupIngress/0", _PUBLIC),
    ),
    "users are administrators": (
        ("SignedInRole", f"AwsSolutions-IAM4[Policy::{_ADMIN}]"),
        put("SignedInRole/ManagedPolicyArns", [_ADMIN]),
    ),
    "users may do all that S3 can": (
        ("SignedInRole", "AwsSolutions-IAM5[Action::s3:*]"),
        put(f"{_USE}/Action", "s3:*"),
    ),
    "users have everybody's folders": (
        ("SignedInRole", "AwsSolutions-IAM5[Resource::<FilesBucket.Arn>/users/*]"),
        put(f"{_USE}/Resource", {"Fn::Sub": "${FilesBucket.Arn}/users/*"}),
    ),
    "alarms are sent in the clear": (
        ("AlarmTopic", "AwsSolutions-SNS3"),
        drop("AlarmTopicPolicy/PolicyDocument/Statement/TlsOnly"),
    ),
    "the log is kept for ever": (
        ("ApiLogs", "Serverless-CloudWatchLogGroupRetentionPeriod"),
        drop("ApiLogs/RetentionInDays"),
    ),
}
