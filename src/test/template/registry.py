"""Registers resource types with moto's CloudFormation."""

from moto.cloudformation.exceptions import UnformattedGetAttTemplateException
from moto.core.common_models import CloudFormationModel

# moto finds the classes by their base class, which does not keep them alive.
_REGISTERED = []


def creates(kind, *attributes):
    """Lets moto's CloudFormation create this type with the function, which returns what Ref returns, and the attributes."""

    def register(create):
        class Resource(CloudFormationModel):
            # moto takes the name of the service from the module.
            __module__ = "moto.cloudformation.models"

            def __init__(self, physical_id, values):
                self.physical_resource_id = physical_id
                self.values = dict(zip(attributes, values))

            @staticmethod
            def cloudformation_name_type():
                return ""

            @staticmethod
            def cloudformation_type():
                return kind

            @classmethod
            def has_cfn_attr(cls, attr):
                return attr in attributes

            def get_cfn_attribute(self, attribute_name):
                if attribute_name not in self.values:
                    raise UnformattedGetAttTemplateException()
                return self.values[attribute_name]

            @classmethod
            def create_from_cloudformation_json(cls, resource_name, cloudformation_json, *_, **__):
                created = create(resource_name, without_no_value(cloudformation_json["Properties"]))
                physical_id, *values = created if isinstance(created, tuple) else (created,)
                return cls(physical_id, values)

        _REGISTERED.append(Resource)
        return create

    return register


def without_no_value(value):
    """moto resolves AWS::NoValue to None, and leaves it in lists."""
    if isinstance(value, dict):
        return {key: without_no_value(item) for key, item in value.items()}
    return [without_no_value(item) for item in value if item is not None] if isinstance(value, list) else value
