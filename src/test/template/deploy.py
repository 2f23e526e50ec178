"""Creates the stack of template.yaml with moto's CloudFormation, in this process, for several sets of parameters.

Then it compares each property of each resource with what moto's services say about the resource, and resolves the outputs.
Nothing is sent to AWS. moto does not check values of parameters, nor Rules: TemplateParametersTest does. An update of a
stack is not tried: moto does not update a table, and sees no change of a parameter behind a condition. Instead, the stack
of each step of IndexMigration is created; TemplateIndexTest compares the steps with each other.

Exit status 0 if all stacks are as the template says, 1 if one is not, 77 if moto or SAM's translator is not installed.
"""

import io
import json
import os
import sys
import warnings
import zipfile
from functools import cache

try:
    import moto
    from moto import mock_aws
    from moto.cloudformation.parsing import get_model_map
except ImportError:
    print("moto is not installed: the template was NOT deployed")
    sys.exit(77)

import resources
from clients import client_of
from intrinsics import Intrinsics
from readers import NOT_SHOWN, READERS
from sam import BUCKET, PACKAGE, REGION, REQUIRED, SETS, VERSION, transformed

STACK = "tracks"
ACCOUNT = "123456789012"
PSEUDO = {
    "AWS::AccountId": ACCOUNT,
    "AWS::Partition": "aws",
    "AWS::Region": REGION,
    "AWS::StackName": STACK,
    "AWS::URLSuffix": "amazonaws.com",
}


def upload():
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("bootstrap", "never started")
    client = client_of("s3")
    client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
    client.put_object(Bucket=BUCKET, Key=PACKAGE, Body=package.getvalue())


def create(template, parameters):
    """The resources of the new stack, by logical id, and its outputs."""
    client = client_of("cloudformation")
    values = [{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()]
    client.create_stack(StackName=STACK, TemplateBody=json.dumps(template), Parameters=values)
    stack = client.describe_stacks(StackName=STACK)["Stacks"][0]
    if stack["StackStatus"] != "CREATE_COMPLETE":
        raise AssertionError(stack["StackStatus"])
    pages = client.get_paginator("list_stack_resources").paginate(StackName=STACK)
    summaries = [item for page in pages for item in page["StackResourceSummaries"]]
    # moto lists a resource whose condition is false without a name.
    created = {item["LogicalResourceId"]: item["PhysicalResourceId"] for item in summaries if item["LogicalResourceId"]}
    return created, {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}


def plain(value):
    """The value without differences of notation: JSON in a string, numbers as strings, the order in lists of strings."""
    if isinstance(value, str):
        try:
            parsed = json.loads(value)
        except ValueError:
            return value
        return plain(parsed) if isinstance(parsed, (dict, list)) else value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return str(int(value) if value == int(value) else value)
    if isinstance(value, list):
        items = [plain(item) for item in value]
        return sorted(items) if all(isinstance(item, str) for item in items) else items
    return {key: plain(item) for key, item in value.items()} if isinstance(value, dict) else value


def contains(actual, expected):
    """Whether all that is expected is there. A service may add defaults."""
    if isinstance(expected, dict):
        return isinstance(actual, dict) and all(key in actual and contains(actual[key], item) for key, item in expected.items())
    if isinstance(expected, list):
        return (
            isinstance(actual, list)
            and len(actual) == len(expected)
            and all(any(contains(found, item) for found in actual) for item in expected)
        )
    return actual == expected


class Deployment:
    """One created stack, and what is wrong with it."""

    def __init__(self, template, parameters):
        self.template = template
        self.problems = []
        self.created, self.outputs = create(template, parameters)
        self.intrinsics = Intrinsics(template, parameters, PSEUDO, self.created.__getitem__, self.attribute)
        self.compared = 0

    @cache
    def read(self, name):
        """The properties that the resource should have, and those that it has."""
        expected = self.intrinsics.resolve(self.template["Resources"][name].get("Properties", {}))
        return expected, READERS[self.template["Resources"][name]["Type"]](self.created[name], expected)

    def attribute(self, name, attribute):
        """What GetAtt returns."""
        return self.read(name)[1][attribute]

    def wanted(self, section):
        """The resources or outputs whose condition holds."""
        return {
            name: item
            for name, item in self.template[section].items()
            if "Condition" not in item or self.intrinsics.holds(item["Condition"])
        }

    def compare(self):
        wanted = self.wanted("Resources")
        if set(wanted) != set(self.created):
            self.problems.append(f"created and wanted resources differ: {sorted(set(wanted) ^ set(self.created))}")
        for name, resource in wanted.items():
            kind = resource["Type"]
            if kind in resources.SKIPPED:
                self.intrinsics.resolve(resource["Properties"])
                continue
            expected, actual = self.read(name)
            for key in expected.keys() - NOT_SHOWN.get(kind, set()):
                self.compared += 1
                if key not in actual:
                    self.problems.append(f"{name}: {kind} has no {key}")
                elif not contains(plain(actual[key]), plain(expected[key])):
                    self.problems.append(f"{name}.{key}: {plain(actual[key])} instead of {plain(expected[key])}")
        for name, output in self.wanted("Outputs").items():
            expected = self.intrinsics.resolve(output["Value"])
            if self.outputs.get(name) != expected:
                self.problems.append(f"output {name}: {self.outputs.get(name)} instead of {expected}")


def deploy(parameters):
    """Prints what was compared; returns the problems and the values that the conditions had."""
    template = transformed(parameters)
    unknown = {item["Type"] for item in template["Resources"].values()} - set(get_model_map())
    if unknown:
        return [f"moto does not know {kind}: create it in resources.py, or list it there with a reason" for kind in sorted(unknown)], set()
    with mock_aws(config={"iam": {"load_aws_managed_policies": True}}):
        upload()
        deployment = Deployment(template, {**REQUIRED, **parameters})
        deployment.compare()
    print(
        f"{parameters or 'defaults'}: {len(deployment.created)} resources, {deployment.compared} properties,"
        f" {len(deployment.outputs)} outputs"
    )
    return deployment.problems, {(name, deployment.intrinsics.holds(name)) for name in template["Conditions"]}


def main():
    os.environ.update(AWS_ACCESS_KEY_ID="none", AWS_SECRET_ACCESS_KEY="none")
    warnings.simplefilter("ignore")
    print(f"moto {moto.__version__}, {VERSION}")
    for kind, reason in resources.SKIPPED.items():
        print(f"not created: {kind}: {reason}")
    failed = False
    tried = set()
    for parameters in SETS:
        try:
            problems, conditions = deploy(parameters)
            tried |= conditions
        except Exception as problem:  # moto and boto3 raise what they like
            problems = [f"{type(problem).__name__}: {problem}"]
        for problem in problems:
            print(f"{parameters or 'defaults'}: {problem}")
            failed = True
    for name in sorted({name for name, _ in tried}):
        if len({holds for condition, holds in tried if condition == name}) == 1:
            print(f"the condition {name} always has the same value: add a set of parameters to sam.py")
            failed = True
    sys.exit(1 if failed else 0)


main()
