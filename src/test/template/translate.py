"""Transforms template.yaml with SAM's own translator, as CloudFormation does, for several sets of parameters.

Exit status 0 if all sets are transformed, 1 if one is not, 77 if the translator is not installed.
"""

import sys

try:
    from samtranslator.model.exceptions import InvalidDocumentException
    from samtranslator.translator.transform import transform
    from samtranslator.yaml_helper import yaml_parse
except ImportError:
    print("aws-sam-translator is not installed: the template was NOT transformed")
    sys.exit(77)

REQUIRED = {"JwtIssuer": "https://issuer.example.com", "JwtAudience": "tracks"}
SETS = [
    {},
    {"Runtime": "java25", "GradualDeployment": "true"},
    {"Channel": "ses", "SesFrom": "tracks@example.com", "EncryptWithStackKey": "true"},
    {"SlackSecret": "slack", "SlackUrl": "https://slack-gov.com/api", "EventBus": "default", "AlarmsMail": "ops@example.com"},
    {"Scim": "true", "EncryptWithStackKey": "true"},
]


class ManagedPolicies:
    """The ARNs of the managed policies that SAM adds, which it would otherwise ask AWS for."""

    def load(self):
        names = ["service-role/AWSLambdaBasicExecutionRole", "AWSXrayWriteOnlyAccess", "AWSXRayDaemonWriteAccess"]
        return {name.split("/")[-1]: f"arn:aws:iam::aws:policy/{name}" for name in names}


def main():
    failed = False
    for changed in SETS:
        with open("template.yaml", encoding="utf-8") as file:
            template = yaml_parse(file.read())
        # sam deploy uploads the package, and writes its address here.
        template["Globals"]["Function"]["CodeUri"] = "s3://code/function.zip"
        try:
            resources = transform(template, {**REQUIRED, **changed}, ManagedPolicies())["Resources"]
            print(f"{changed or 'defaults'}: {len(resources)} resources")
        except InvalidDocumentException as problem:
            print(f"{changed or 'defaults'}: {problem.message} {[cause.message for cause in problem.causes]}")
            failed = True
    sys.exit(1 if failed else 0)


main()
