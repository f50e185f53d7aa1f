"""The final template, made of what Chalice says of the app, without the package beside it."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from deploy.stages import PROJECT, stage
from deploy.template import final
from tests.support.deployed import answered

_ASK = """
import json
from app import app
from chalice.deploy.swagger import CFNSwaggerGenerator
from deploy.api.definition import completed
print(json.dumps(completed(CFNSwaggerGenerator().generate_swagger(app), app)))
"""


@cache
def definition() -> dict[str, Any]:
    """Return the API's definition, as Chalice is made to write it."""
    return answered(_ASK)


def final_template(folder: Path) -> dict[str, Any]:
    """Return the template of prod, of which Chalice's part is written into a folder."""
    config = json.loads((PROJECT / ".chalice" / "config.json").read_text())
    api = {
        "EndpointConfiguration": config["api_gateway_endpoint_type"],
        "StageName": config["api_gateway_stage"],
        "MinimumCompressionSize": config["minimum_compression_size"],
        "DefinitionBody": definition(),
    }
    function = {"Handler": "app.app", "Runtime": "python3.11", "CodeUri": "deployment.zip"}
    every_minute = {"Type": "Schedule", "Properties": {"Schedule": "rate(1 minute)"}}
    jobs = {
        "Handler": "app.run_jobs",
        "Timeout": config["lambda_functions"]["run_jobs"]["lambda_timeout"],
        "Events": {"RunJobsEvent": every_minute},
    }
    sam = folder / "sam.json"
    sam.write_text(
        json.dumps(
            {
                "Transform": "AWS::Serverless-2016-10-31",
                "Resources": {
                    "APIHandler": {"Type": "AWS::Serverless::Function", "Properties": function},
                    "RunJobs": {
                        "Type": "AWS::Serverless::Function",
                        "Properties": function | jobs,
                    },
                    "RestAPI": {"Type": "AWS::Serverless::Api", "Properties": api},
                    "APIHandlerInvokePermission": {
                        "Type": "AWS::Lambda::Permission",
                        "Properties": {
                            "FunctionName": {"Ref": "APIHandler"},
                            "Action": "lambda:InvokeFunction",
                            "Principal": "apigateway.amazonaws.com",
                            "SourceArn": {"Fn::Sub": ["${Api}/*", {"Api": {"Ref": "RestAPI"}}]},
                        },
                    },
                },
            }
        )
    )
    return final(sam, stage("prod"), "app.zip")


def contract() -> dict[str, Any]:
    """Return the contract, anew each time: tests break it."""
    written = PROJECT / "chalicelib" / "web" / "openapi.json"
    found: dict[str, Any] = json.loads(written.read_text())
    return found
