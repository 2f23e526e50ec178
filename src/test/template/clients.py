"""One client of boto3 for each service: creating them takes most of the time otherwise."""

from functools import cache

import boto3


@cache
def client_of(service):
    return boto3.client(service)
