"""CloudFormation's intrinsic functions, independent of moto's: what the properties of the created resources should be."""

import re

ABSENT = object()


class Intrinsics:
    def __init__(self, template, parameters, pseudo, physical_id, attribute):
        """The functions physical_id(resource) and attribute(resource, name) look a resource up in the stack."""
        self.template = template
        self.physical_id = physical_id
        self.attribute = attribute
        self.parameters = dict(pseudo)
        for name, parameter in template["Parameters"].items():
            value = str(parameters.get(name, parameter.get("Default")))
            self.parameters[name] = value.split(",") if parameter["Type"] == "CommaDelimitedList" else value

    def holds(self, condition):
        """Whether a condition, by name or by its expression, is true."""
        if isinstance(condition, str):
            return self.holds(self.template["Conditions"][condition])
        (function, arguments), = condition.items()
        if function == "Condition":
            return self.holds(arguments)
        if function == "Fn::Equals":
            left, right = (self.resolve(argument) for argument in arguments)
            return left == right
        if function == "Fn::Not":
            return not self.holds(arguments[0])
        return {"Fn::And": all, "Fn::Or": any}[function](self.holds(argument) for argument in arguments)

    def ref(self, name):
        if name == "AWS::NoValue":
            return ABSENT
        return self.parameters[name] if name in self.parameters else self.physical_id(name)

    def resolve(self, value):
        """The value without intrinsic functions. Raises KeyError if it refers to something that does not exist."""
        if isinstance(value, list):
            return [item for item in map(self.resolve, value) if item is not ABSENT]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            (function, arguments), = value.items()
            if function == "Ref":
                return self.ref(arguments)
            if function.startswith("Fn::"):
                return self.call(function.removeprefix("Fn::"), arguments)
        resolved = {key: self.resolve(item) for key, item in value.items()}
        return {key: item for key, item in resolved.items() if item is not ABSENT}

    def call(self, function, arguments):
        if function == "GetAtt":
            return self.attribute(*(arguments.split(".", 1) if isinstance(arguments, str) else arguments))
        if function == "If":
            return self.resolve(arguments[1] if self.holds(arguments[0]) else arguments[2])
        if function == "FindInMap":
            mapping, *keys = (self.resolve(argument) for argument in arguments)
            found = self.template["Mappings"][mapping]
            for key in keys:
                found = found[key]
            return found
        if function == "Sub":
            text, variables = arguments if isinstance(arguments, list) else (arguments, {})
            return re.sub(r"\$\{([^}]+)}", lambda match: self.substitute(match[1], variables), text)
        first, second = self.resolve(arguments)
        if function == "Join":
            return first.join(second)
        if function == "Split":
            return second.split(first)
        if function == "Select":
            return second[int(first)]
        raise KeyError(f"Fn::{function}")

    def substitute(self, name, variables):
        if name.startswith("!"):
            return "${" + name[1:] + "}"
        if name in variables:
            return self.resolve(variables[name])
        return self.attribute(*name.split(".", 1)) if "." in name else self.ref(name)
