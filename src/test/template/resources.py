"""The resource types that moto's CloudFormation does not create, or creates without some of their properties.

They are created through the API of their service, with the properties of the template: boto3 refuses a property that the
service does not have, and moto's service refuses what it validates.
"""

import json

from clients import client_of
from registry import creates

# What no part of moto can create. Only the references in their properties are resolved.
SKIPPED = {
    "AWS::CloudWatch::CompositeAlarm": "moto's CloudWatch has no PutCompositeAlarm",
    "AWS::SES::ConfigurationSetEventDestination": "moto's SES has no destination of the kind EventBridge",
}


def tags(properties):
    return {tag["Key"]: tag["Value"] for tag in properties.pop("Tags", [])}


def camel(value):
    """The names of logs and CodeDeploy, which begin with a small letter."""
    if isinstance(value, dict):
        return {key[0].lower() + key[1:]: camel(item) for key, item in value.items()}
    return [camel(item) for item in value] if isinstance(value, list) else value


@creates("AWS::DynamoDB::Table", "Arn", "StreamArn")
def table(name, properties):
    client = client_of("dynamodb")
    encryption = properties.pop("SSESpecification")
    expiry, recovery = properties.pop("TimeToLiveSpecification"), properties.pop("PointInTimeRecoverySpecification")
    properties["StreamSpecification"]["StreamEnabled"] = True
    encryption["Enabled"] = encryption.pop("SSEEnabled")
    created = client.create_table(TableName=name, SSESpecification=encryption, **properties)["TableDescription"]
    client.update_time_to_live(TableName=name, TimeToLiveSpecification=expiry)
    client.update_continuous_backups(TableName=name, PointInTimeRecoverySpecification=recovery)
    return name, created["TableArn"], created["LatestStreamArn"]


@creates("AWS::S3::Bucket", "Arn")
def bucket(name, properties):
    client = client_of("s3")
    name = name.lower()
    client.create_bucket(
        Bucket=name,
        CreateBucketConfiguration={"LocationConstraint": client.meta.region_name},
        ObjectOwnership=properties["OwnershipControls"]["Rules"][0]["ObjectOwnership"],
    )
    client.put_public_access_block(
        Bucket=name, PublicAccessBlockConfiguration=properties["PublicAccessBlockConfiguration"]
    )
    (encryption,) = properties["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    rule = {
        "ApplyServerSideEncryptionByDefault": encryption["ServerSideEncryptionByDefault"],
        "BucketKeyEnabled": encryption["BucketKeyEnabled"] == "true",
    }
    client.put_bucket_encryption(Bucket=name, ServerSideEncryptionConfiguration={"Rules": [rule]})
    (expiry,) = properties["LifecycleConfiguration"]["Rules"]
    expiry = {
        "ID": expiry["Id"],
        "Status": expiry["Status"],
        "Filter": {"Prefix": ""},
        "Expiration": {"Days": int(expiry["ExpirationInDays"])},
    }
    client.put_bucket_lifecycle_configuration(Bucket=name, LifecycleConfiguration={"Rules": [expiry]})
    client.put_bucket_notification_configuration(
        Bucket=name, NotificationConfiguration={"EventBridgeConfiguration": {}}
    )
    return name, f"arn:aws:s3:::{name}"


@creates("AWS::S3::BucketPolicy")
def bucket_policy(name, properties):
    client_of("s3").put_bucket_policy(Bucket=properties["Bucket"], Policy=json.dumps(properties["PolicyDocument"]))
    return name


@creates("AWS::IAM::Role", "Arn")
def role(name, properties):
    client = client_of("iam")
    # Names of roles have at most 64 characters.
    name, trust = name[-64:], json.dumps(properties["AssumeRolePolicyDocument"])
    created = client.create_role(RoleName=name, AssumeRolePolicyDocument=trust, Tags=properties.pop("Tags", []))["Role"]
    for policy in properties.get("Policies", []):
        # SAM's policy for a destination has no version, which AWS accepts and moto does not.
        document = json.dumps({"Version": "2012-10-17", **policy["PolicyDocument"]})
        client.put_role_policy(RoleName=name, PolicyName=policy["PolicyName"], PolicyDocument=document)
    for arn in properties.get("ManagedPolicyArns", []):
        client.attach_role_policy(RoleName=name, PolicyArn=arn)
    return name, created["Arn"]


@creates("AWS::Lambda::Function", "Arn")
def function(name, properties):
    client = client_of("lambda")
    reserved = properties.pop("ReservedConcurrentExecutions", None)
    created = client.create_function(FunctionName=name, Tags=tags(properties), **properties)
    if reserved is not None:
        client.put_function_concurrency(FunctionName=name, ReservedConcurrentExecutions=reserved)
    return name, created["FunctionArn"]


@creates("AWS::Lambda::Version", "Version")
def version(_, properties):
    created = client_of("lambda").publish_version(**properties)
    return created["FunctionArn"], created["Version"]


@creates("AWS::Lambda::Alias")
def alias(_, properties):
    return client_of("lambda").create_alias(**properties)["AliasArn"]


@creates("AWS::Lambda::Permission")
def permission(name, properties):
    client_of("lambda").add_permission(StatementId=name, **properties)
    return name


@creates("AWS::Lambda::EventInvokeConfig")
def event_invoke_config(name, properties):
    client_of("lambda").put_function_event_invoke_config(**properties)
    return name


@creates("AWS::SQS::QueuePolicy")
def queue_policy(name, properties):
    for queue in properties["Queues"]:
        policy = {"Policy": json.dumps(properties["PolicyDocument"])}
        client_of("sqs").set_queue_attributes(QueueUrl=queue, Attributes=policy)
    return name


@creates("AWS::SNS::Subscription")
def subscription(_, properties):
    return client_of("sns").subscribe(**properties, ReturnSubscriptionArn=True)["SubscriptionArn"]


@creates("AWS::SecretsManager::Secret")
def secret(name, properties):
    client = client_of("secretsmanager")
    value = client.get_random_password(**properties.pop("GenerateSecretString"))["RandomPassword"]
    return client.create_secret(Name=name, SecretString=value, **properties)["ARN"]


@creates("AWS::Scheduler::ScheduleGroup", "Arn")
def schedule_group(name, properties):
    return name, client_of("scheduler").create_schedule_group(Name=name, **properties)["ScheduleGroupArn"]


@creates("AWS::SES::ConfigurationSet")
def configuration_set(name, properties):
    client_of("sesv2").create_configuration_set(ConfigurationSetName=name, **properties)
    return name


@creates("AWS::CloudWatch::Alarm", "Arn")
def alarm(name, properties):
    client = client_of("cloudwatch")
    client.put_metric_alarm(AlarmName=name, **properties)
    return name, client.describe_alarms(AlarmNames=[name])["MetricAlarms"][0]["AlarmArn"]


@creates("AWS::Logs::MetricFilter")
def metric_filter(name, properties):
    transformations = properties.pop("MetricTransformations")
    for transformation in transformations:
        if "Dimensions" in transformation:
            transformation["Dimensions"] = {item["Key"]: item["Value"] for item in transformation["Dimensions"]}
    dimensions = [item.pop("Dimensions", None) for item in transformations]
    transformations = camel(transformations)
    for transformation, dimension in zip(transformations, dimensions):
        if dimension:
            transformation["dimensions"] = dimension
    client_of("logs").put_metric_filter(filterName=name, metricTransformations=transformations, **camel(properties))
    return name


@creates("AWS::Logs::LogGroup", "Arn")
def log_group(name, properties):
    client = client_of("logs")
    retention = properties.pop("RetentionInDays")
    client.create_log_group(logGroupName=name, **camel(properties))
    client.put_retention_policy(logGroupName=name, retentionInDays=int(retention))
    return name, client.describe_log_groups(logGroupNamePrefix=name)["logGroups"][0]["arn"]


@creates("AWS::KMS::Key", "Arn")
def key(_, properties):
    client = client_of("kms")
    policy, rotates = json.dumps(properties.pop("KeyPolicy")), properties.pop("EnableKeyRotation")
    created = client.create_key(Policy=policy, **properties)["KeyMetadata"]
    if rotates:
        client.enable_key_rotation(KeyId=created["KeyId"])
    return created["KeyId"], created["Arn"]


@creates("AWS::Events::EventBus", "Arn")
def event_bus(_, properties):
    return properties["Name"], client_of("events").create_event_bus(**properties)["EventBusArn"]


@creates("AWS::Events::Rule", "Arn")
def rule(name, properties):
    client = client_of("events")
    targets = properties.pop("Targets")
    bus = {key: value for key, value in properties.items() if key == "EventBusName"}
    if "EventPattern" in properties:
        properties["EventPattern"] = json.dumps(properties["EventPattern"])
    arn = client.put_rule(Name=name, **properties)["RuleArn"]
    client.put_targets(Rule=name, Targets=targets, **bus)
    return name, arn


@creates("AWS::CodeDeploy::Application")
def application(name, properties):
    client_of("codedeploy").create_application(applicationName=name, **camel(properties))
    return name


@creates("AWS::CodeDeploy::DeploymentGroup")
def deployment_group(name, properties):
    client_of("codedeploy").create_deployment_group(deploymentGroupName=name, **camel(properties))
    return name


def gateway(kind, operation, physical_id):
    @creates(f"AWS::ApiGatewayV2::{kind}", *(["ApiEndpoint"] if kind == "Api" else []))
    def create(_, properties):
        created = getattr(client_of("apigatewayv2"), operation)(**properties)
        return (created[physical_id], created["ApiEndpoint"]) if kind == "Api" else created[physical_id]


gateway("Api", "create_api", "ApiId")
gateway("Authorizer", "create_authorizer", "AuthorizerId")
gateway("Integration", "create_integration", "IntegrationId")
gateway("Route", "create_route", "RouteId")
gateway("Stage", "create_stage", "StageName")
gateway("ApiMapping", "create_api_mapping", "ApiMappingId")


@creates("AWS::ApiGatewayV2::DomainName", "RegionalDomainName")
def domain_name(_, properties):
    created = client_of("apigatewayv2").create_domain_name(**properties)
    return created["DomainName"], created["DomainNameConfigurations"][0].get("ApiGatewayDomainName", "target")


for skipped in SKIPPED:
    creates(skipped)(lambda name, _: name)
