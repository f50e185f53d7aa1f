"""DAX and its network."""

from tests.rules.edits import add, drop, put

_DAX_ROLE = "DaxRole/Policies/read-table/PolicyDocument/Statement/ReadItems"
_API_DAX = "ApiDaxPolicy/PolicyDocument/Statement"
_ENDPOINT = "TableEndpoint/PolicyDocument/Statement/OurTableOnly"
_VPC = {"VpcId": {"Ref": "Vpc"}}


def _in_network(kind: str, **properties: object) -> dict[str, object]:
    return {"Type": f"AWS::EC2::{kind}", "Condition": "HasDax", "Properties": properties}


_INGRESS = {"IpProtocol": "tcp", "FromPort": 9111, "ToPort": 9111}

BROKEN = {
    "E9089": [
        (
            "the whole network",
            add("DaxSecurityGroup/SecurityGroupIngress", {**_INGRESS, "CidrIp": "10.0.0.0/24"}),
        ),
        (
            "a group from elsewhere",
            put("DaxSecurityGroup/SecurityGroupIngress/0/SourceSecurityGroupId", "sg-1"),
        ),
        ("the port without TLS", put("DaxSecurityGroup/SecurityGroupIngress/0/FromPort", 8111)),
        (
            "a rule that stands apart",
            put(
                "Resources/Ingress",
                _in_network(
                    "SecurityGroupIngress",
                    GroupId={"Ref": "DaxSecurityGroup"},
                    CidrIp="0.0.0.0/0",
                    **_INGRESS,
                ),
            ),
        ),
    ],
    "E9081": [
        ("a cluster in every stage", drop("Resources/DaxCluster/Condition")),
        ("a network in every stage", drop("Resources/Vpc/Condition")),
        ("on by default", put("Parameters/DaxNodes/Default", 3)),
        ("off only if asked", put("Conditions/HasDax", {"Fn::Equals": [{"Ref": "DaxNodes"}, "0"]})),
        ("by another parameter", put("Resources/TableEndpoint/Condition", "HasAlarmEmail")),
        ("no default", drop("Parameters/DaxNodes/Default")),
        ("as many nodes as somebody wrote", put("DaxCluster/ReplicationFactor", 3)),
    ],
    "E9082": [
        ("unencrypted", put("DaxCluster/SSESpecification/SSEEnabled", False)),
        ("nothing is said about encryption", drop("DaxCluster/SSESpecification")),
        ("in the clear", put("DaxCluster/ClusterEndpointEncryptionType", "NONE")),
        ("nothing is said about TLS", drop("DaxCluster/ClusterEndpointEncryptionType")),
    ],
    "E9083": [
        ("the function's role", put("DaxCluster/IAMRoleARN", {"Fn::GetAtt": "ApiRole.Arn"})),
        (
            "a role from elsewhere",
            put("DaxCluster/IAMRoleARN", "arn:aws:iam::123456789012:role/dax"),
        ),
        ("the default security group", drop("DaxCluster/SecurityGroupIds")),
        ("a security group from elsewhere", add("DaxCluster/SecurityGroupIds", "sg-1")),
        ("the default subnets", drop("DaxCluster/SubnetGroupName")),
        ("the default parameters", put("DaxCluster/ParameterGroupName", "default.dax1.0")),
        (
            "a role that Lambda takes, too",
            put(
                "DaxRole/AssumeRolePolicyDocument/Statement/0/Principal/Service",
                ["dax.amazonaws.com", "lambda.amazonaws.com"],
            ),
        ),
    ],
    "E9084": [
        (
            "items for five minutes",
            put("DaxParameters/ParameterNameValues/record-ttl-millis", "300000"),
        ),
        ("AWS's default for items", drop("DaxParameters/ParameterNameValues/record-ttl-millis")),
        ("items for ever", put("DaxParameters/ParameterNameValues/record-ttl-millis", "0")),
        ("queries for five minutes", drop("DaxParameters/ParameterNameValues/query-ttl-millis")),
        (
            "queries for a minute",
            put("DaxParameters/ParameterNameValues/query-ttl-millis", "60000"),
        ),
    ],
    "E9085": [
        ("DAX writes", add(f"{_DAX_ROLE}/Action", "dynamodb:PutItem")),
        ("DAX deletes the table", add(f"{_DAX_ROLE}/Action", "dynamodb:DeleteTable")),
        ("DAX scans", add(f"{_DAX_ROLE}/Action", "dynamodb:Scan")),
        (
            "the function writes through DAX",
            add(f"{_API_DAX}/ReadThroughDax/Action", "dax:PutItem"),
        ),
    ],
    "E9086": [
        ("an internet gateway", put("Resources/Gateway", _in_network("InternetGateway"))),
        (
            "a NAT gateway",
            put("Resources/Nat", _in_network("NatGateway", SubnetId={"Ref": "SubnetA"})),
        ),
        (
            "a route to everywhere",
            put(
                "Resources/Out",
                _in_network(
                    "Route",
                    RouteTableId={"Ref": "RouteTable"},
                    DestinationCidrBlock="0.0.0.0/0",
                    GatewayId="igw-1",
                ),
            ),
        ),
        (
            "a peering",
            put("Resources/Peer", _in_network("VPCPeeringConnection", PeerVpcId="vpc-1", **_VPC)),
        ),
        ("public addresses", put("SubnetA/MapPublicIpOnLaunch", True)),
    ],
    "E9087": [
        ("an endpoint to every table", drop("TableEndpoint/PolicyDocument")),
        ("an endpoint to every table, plainly", put(f"{_ENDPOINT}/Resource", "*")),
        (
            "an endpoint to tables of an account",
            add(f"{_ENDPOINT}/Resource", "arn:aws:dynamodb:*:123456789012:table/*"),
        ),
    ],
    "E9088": [
        (
            "the function in the network uses the bucket",
            add(
                "ApiRole/Policies/api/PolicyDocument/Statement",
                {
                    "Effect": "Allow",
                    "Action": "s3:GetObject",
                    "Resource": {"Fn::Sub": "${FilesBucket.Arn}/*"},
                },
            ),
        ),
        (
            "the function in the network asks for a secret",
            add(
                "ApiRole/Policies/api/PolicyDocument/Statement",
                {
                    "Effect": "Allow",
                    "Action": "secretsmanager:GetSecretValue",
                    "Resource": {"Ref": "SigningKey"},
                },
            ),
        ),
        (
            "the function in the network signs users out",
            add(
                _API_DAX,
                {
                    "Effect": "Allow",
                    "Action": "cognito-idp:AdminUserGlobalSignOut",
                    "Resource": {"Fn::GetAtt": "UserPool.Arn"},
                },
            ),
        ),
    ],
}
