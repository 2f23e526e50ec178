"""What moto's services say about the resources that they have: the properties under CloudFormation's names."""

import json

from clients import client_of

# Properties that moto accepts and does not show.
NOT_SHOWN = {
    "AWS::CodeDeploy::DeploymentGroup": {"AlarmConfiguration"},
    "AWS::Lambda::Function": {"Code", "LoggingConfig", "SnapStart"},
    "AWS::S3::Bucket": {"NotificationConfiguration"},
    "AWS::SecretsManager::Secret": {"GenerateSecretString"},
    "AWS::SES::ConfigurationSet": {"ReputationOptions"},
}


def tagged(values):
    return [{"Key": key, "Value": value} for key, value in values.items()]


def capital(value):
    """The names of CloudFormation, which begin with a capital letter."""
    if isinstance(value, dict):
        return {key[0].upper() + key[1:]: capital(item) for key, item in value.items()}
    return [capital(item) for item in value] if isinstance(value, list) else value


def table(name, _):
    client = client_of("dynamodb")
    found = client.describe_table(TableName=name)["Table"]
    expiry = client.describe_time_to_live(TableName=name)["TimeToLiveDescription"]
    backups = client.describe_continuous_backups(TableName=name)["ContinuousBackupsDescription"]
    recovery = backups["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"]
    encryption = found["SSEDescription"]
    found["SSESpecification"] = {
        "SSEEnabled": encryption["Status"] == "ENABLED",
        "SSEType": encryption["SSEType"],
        "KMSMasterKeyId": encryption["KMSMasterKeyArn"].split("/")[-1],
    }
    found["BillingMode"] = found["BillingModeSummary"]["BillingMode"]
    found["TimeToLiveSpecification"] = {
        "AttributeName": expiry["AttributeName"],
        "Enabled": expiry["TimeToLiveStatus"] == "ENABLED",
    }
    found["PointInTimeRecoverySpecification"] = {"PointInTimeRecoveryEnabled": recovery == "ENABLED"}
    return {**found, "Arn": found["TableArn"], "StreamArn": found["LatestStreamArn"]}


def bucket(name, _):
    client = client_of("s3")
    (encryption,) = client.get_bucket_encryption(Bucket=name)["ServerSideEncryptionConfiguration"]["Rules"]
    encryption["ServerSideEncryptionByDefault"] = encryption.pop("ApplyServerSideEncryptionByDefault")
    (expiry,) = client.get_bucket_lifecycle_configuration(Bucket=name)["Rules"]
    expiry = {"Id": expiry["ID"], "Status": expiry["Status"], "ExpirationInDays": expiry["Expiration"]["Days"]}
    return {
        "Arn": f"arn:aws:s3:::{name}",
        "BucketEncryption": {"ServerSideEncryptionConfiguration": [encryption]},
        "LifecycleConfiguration": {"Rules": [expiry]},
        "OwnershipControls": client.get_bucket_ownership_controls(Bucket=name)["OwnershipControls"],
        **client.get_public_access_block(Bucket=name),
    }


def bucket_policy(_, expected):
    policy = client_of("s3").get_bucket_policy(Bucket=expected["Bucket"])["Policy"]
    return {"Bucket": expected["Bucket"], "PolicyDocument": policy}


def role(name, _):
    client = client_of("iam")
    found = client.get_role(RoleName=name)["Role"]
    names = client.list_role_policies(RoleName=name)["PolicyNames"]
    attached = client.list_attached_role_policies(RoleName=name)["AttachedPolicies"]
    found["Policies"] = [client.get_role_policy(RoleName=name, PolicyName=policy) for policy in names]
    found["ManagedPolicyArns"] = [policy["PolicyArn"] for policy in attached]
    return found


def function(name, _):
    found = client_of("lambda").get_function(FunctionName=name)
    return {
        **found["Configuration"],
        **found.get("Concurrency", {}),
        "Tags": tagged(found.get("Tags", {})),
        "Arn": found["Configuration"]["FunctionArn"],
    }


def version(arn, _):
    name, number = arn.split(":")[-2:]
    return client_of("lambda").get_function_configuration(FunctionName=name, Qualifier=number)


def alias(_, expected):
    return {**expected, **client_of("lambda").get_alias(FunctionName=expected["FunctionName"], Name=expected["Name"])}


def permission(name, expected):
    # An alias is named by its ARN.
    function_name, _, qualifier = expected["FunctionName"].split(":function:")[-1].partition(":")
    parts = {"FunctionName": function_name, **({"Qualifier": qualifier} if qualifier else {})}
    statements = json.loads(client_of("lambda").get_policy(**parts)["Policy"])["Statement"]
    found = next(statement for statement in statements if statement["Sid"] == name)
    source = found["Condition"]["ArnLike"]["AWS:SourceArn"]
    return {**found, "Principal": found["Principal"]["Service"], "SourceArn": source, "FunctionName": expected["FunctionName"]}


def event_invoke_config(_, expected):
    found = client_of("lambda").get_function_event_invoke_config(
        FunctionName=expected["FunctionName"], Qualifier=expected["Qualifier"]
    )
    return {**found, "FunctionName": found["FunctionArn"].split(":")[6], "Qualifier": expected["Qualifier"]}


def event_source_mapping(uuid, _):
    found = client_of("lambda").get_event_source_mapping(UUID=uuid)
    return {**found, "FunctionName": found["FunctionArn"].split(":")[6]}


def queue(url, _):
    found = client_of("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    return {**found, "Arn": found["QueueArn"], "QueueName": url.split("/")[-1]}


def queue_policy(_, expected):
    return {"PolicyDocument": queue(expected["Queues"][0], None)["Policy"], "Queues": expected["Queues"]}


def topic(arn, _):
    return client_of("sns").get_topic_attributes(TopicArn=arn)["Attributes"]


def subscription(arn, _):
    return client_of("sns").get_subscription_attributes(SubscriptionArn=arn)["Attributes"]


def secret(arn, _):
    client = client_of("secretsmanager")
    if len(client.get_secret_value(SecretId=arn)["SecretString"]) != 64:
        raise AssertionError(f"{arn} has no value of 64 characters")
    return client.describe_secret(SecretId=arn)


def schedule_group(name, _):
    return client_of("scheduler").get_schedule_group(Name=name)


def configuration_set(name, _):
    return client_of("sesv2").get_configuration_set(ConfigurationSetName=name)


def alarm(name, _):
    found = client_of("cloudwatch").describe_alarms(AlarmNames=[name])["MetricAlarms"][0]
    return {**found, "Arn": found["AlarmArn"]}


def dashboard(name, _):
    return client_of("cloudwatch").get_dashboard(DashboardName=name)


def log_group(name, _):
    found = client_of("logs").describe_log_groups(logGroupNamePrefix=name)["logGroups"][0]
    return capital(found)


def metric_filter(name, expected):
    found = client_of("logs").describe_metric_filters(
        filterNamePrefix=name, logGroupName=expected["LogGroupName"]
    )["metricFilters"][0]
    dimensions = [item.pop("dimensions", None) for item in found["metricTransformations"]]
    found = capital(found)
    for transformation, values in zip(found["MetricTransformations"], dimensions):
        if values:
            transformation["Dimensions"] = tagged(values)
    return found


def key(key_id, _):
    client = client_of("kms")
    found = client.describe_key(KeyId=key_id)["KeyMetadata"]
    found["KeyPolicy"] = client.get_key_policy(KeyId=key_id, PolicyName="default")["Policy"]
    found["EnableKeyRotation"] = client.get_key_rotation_status(KeyId=key_id)["KeyRotationEnabled"]
    return found


def event_bus(name, _):
    return client_of("events").describe_event_bus(Name=name)


def rule(name, expected):
    client = client_of("events")
    bus = {name: value for name, value in expected.items() if name == "EventBusName"}
    found = client.describe_rule(Name=name, **bus)
    return {**found, "Targets": client.list_targets_by_rule(Rule=name, **bus)["Targets"]}


def application(name, _):
    return capital(client_of("codedeploy").get_application(applicationName=name)["application"])


def deployment_group(name, expected):
    found = client_of("codedeploy").get_deployment_group(
        applicationName=expected["ApplicationName"], deploymentGroupName=name
    )
    return capital(found["deploymentGroupInfo"])


def gateway(operation, parameter):
    def read(physical_id, expected):
        api = {"ApiId": expected["ApiId"]} if "ApiId" in expected and parameter not in ("ApiId",) else {}
        found = getattr(client_of("apigatewayv2"), operation)(**api, **{parameter: physical_id})
        return {**api, **found}

    return read


def api_mapping(physical_id, expected):
    name = {"DomainName": expected["DomainName"]}
    return {**client_of("apigatewayv2").get_api_mapping(ApiMappingId=physical_id, **name), **name}


def domain_name(name, _):
    found = client_of("apigatewayv2").get_domain_name(DomainName=name)
    target = found["DomainNameConfigurations"][0].get("ApiGatewayDomainName", "target")
    return {**found, "RegionalDomainName": target}


READERS = {
    "AWS::ApiGatewayV2::Api": gateway("get_api", "ApiId"),
    "AWS::ApiGatewayV2::ApiMapping": api_mapping,
    "AWS::ApiGatewayV2::Authorizer": gateway("get_authorizer", "AuthorizerId"),
    "AWS::ApiGatewayV2::DomainName": domain_name,
    "AWS::ApiGatewayV2::Integration": gateway("get_integration", "IntegrationId"),
    "AWS::ApiGatewayV2::Route": gateway("get_route", "RouteId"),
    "AWS::ApiGatewayV2::Stage": gateway("get_stage", "StageName"),
    "AWS::CloudWatch::Alarm": alarm,
    "AWS::CloudWatch::Dashboard": dashboard,
    "AWS::CodeDeploy::Application": application,
    "AWS::CodeDeploy::DeploymentGroup": deployment_group,
    "AWS::DynamoDB::Table": table,
    "AWS::Events::EventBus": event_bus,
    "AWS::Events::Rule": rule,
    "AWS::IAM::Role": role,
    "AWS::KMS::Key": key,
    "AWS::Lambda::Alias": alias,
    "AWS::Lambda::EventInvokeConfig": event_invoke_config,
    "AWS::Lambda::EventSourceMapping": event_source_mapping,
    "AWS::Lambda::Function": function,
    "AWS::Lambda::Permission": permission,
    "AWS::Lambda::Version": version,
    "AWS::Logs::LogGroup": log_group,
    "AWS::Logs::MetricFilter": metric_filter,
    "AWS::S3::Bucket": bucket,
    "AWS::S3::BucketPolicy": bucket_policy,
    "AWS::SES::ConfigurationSet": configuration_set,
    "AWS::SNS::Subscription": subscription,
    "AWS::SNS::Topic": topic,
    "AWS::SQS::Queue": queue,
    "AWS::SQS::QueuePolicy": queue_policy,
    "AWS::Scheduler::ScheduleGroup": schedule_group,
    "AWS::SecretsManager::Secret": secret,
}
