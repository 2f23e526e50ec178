"""Transforms template.yaml with SAM's own translator, as CloudFormation does, for several sets of parameters.

Exit status 0 if all sets are transformed, 1 if one is not, 77 if the translator is not installed.
"""

import sys

from sam import SETS, VERSION, Refused, transformed


def main():
    print(VERSION)
    failed = False
    for parameters in SETS:
        try:
            print(f"{parameters or 'defaults'}: {len(transformed(parameters)['Resources'])} resources")
        except Refused as problem:
            print(f"{parameters or 'defaults'}: {problem}")
            failed = True
    sys.exit(1 if failed else 0)


main()
