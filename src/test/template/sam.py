"""The template after SAM's transformation, as CloudFormation gets it, and the sets of parameters that are tried."""

import logging
import os
import sys
from pathlib import Path

try:
    from samtranslator import __version__
    from samtranslator.model.exceptions import InvalidDocumentException
    from samtranslator.translator.transform import transform
    from samtranslator.yaml_helper import yaml_parse
except ImportError:
    print("aws-sam-translator is not installed: the template was NOT transformed")
    sys.exit(77)

VERSION = f"aws-sam-translator {__version__}"
# SAM and boto3 complete names with it. Nothing is sent to AWS.
REGION = "eu-central-1"
os.environ["AWS_DEFAULT_REGION"] = REGION
# SAM warns of switches of its own.
logging.disable(logging.WARNING)

TEMPLATE = Path(__file__).parents[3] / "template.yaml"
BUCKET, PACKAGE = "code", "function.zip"
REQUIRED = {"JwtIssuer": "https://issuer.example.com", "JwtAudience": "tracks"}
CERTIFICATE = "arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-0000-0000-000000000000"
# Together, they make each condition of the template true and false; deploy.py checks this.
SETS = [
    {},
    {"Runtime": "java25", "GradualDeployment": "true"},
    {"GradualDeployment": "true", "DomainName": "tracks.example.com", "CertificateArn": CERTIFICATE},
    {"Channel": "ses", "SesFrom": "tracks@example.com", "EncryptWithStackKey": "true"},
    {"SlackSecret": "slack", "SlackUrl": "https://slack-gov.com/api", "EventBus": "default", "AlarmsMail": "ops@example.com"},
    {"SlackSecret": "arn:aws:secretsmanager:eu-central-1:123456789012:secret:slack-abcdef", "PublicUrl": "https://example.com/hr"},
    {"Scim": "true", "EncryptWithStackKey": "true", "CorsOrigins": "https://a.example.com,https://b.example.com"},
    {"IndexMigration": "step-1"},
    {"IndexMigration": "step-2"},
    {"IndexMigration": "step-3"},
]


class ManagedPolicies:
    """The ARNs of the managed policies that SAM adds, which it would otherwise ask AWS for."""

    def load(self):
        names = [
            "service-role/AWSLambdaBasicExecutionRole",
            "AWSXRayDaemonWriteAccess",
            "service-role/AWSCodeDeployRoleForLambda",
        ]
        return {name.split("/")[-1]: f"arn:aws:iam::aws:policy/{name}" for name in names}


class Refused(Exception):
    """SAM refuses the template."""


def transformed(parameters):
    """The template with these parameters besides the required ones. Raises Refused if SAM refuses it."""
    template = yaml_parse(TEMPLATE.read_text(encoding="utf-8"))
    # sam deploy uploads the package, and writes its address here.
    template["Globals"]["Function"]["CodeUri"] = f"s3://{BUCKET}/{PACKAGE}"
    try:
        return transform(template, {**REQUIRED, **parameters}, ManagedPolicies())
    except InvalidDocumentException as problem:
        raise Refused(f"{problem.message} {[cause.message for cause in problem.causes]}") from problem
