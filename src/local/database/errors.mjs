// DynamoDB's errors in the form of its JSON protocol, which is also the form that dynalite's actions throw.

const SERVICE = 'com.amazonaws.dynamodb.v20120810#';
const CORAL = 'com.amazon.coral.service#';
const VALIDATE = 'com.amazon.coral.validate#';

/** A response other than 200: `statusCode` and the JSON `body` to send. */
export class ProtocolError extends Error {
  constructor(type, message, more = {}, statusCode = 400) {
    super(message);
    this.statusCode = statusCode;
    this.body = { __type: type, ...more, message };
  }
}

export const invalid = (message) => new ProtocolError(`${VALIDATE}ValidationException`, message);
export const missingMember = (name) =>
  invalid(`1 validation error detected: Value null at '${name}' failed to satisfy constraint: Member must not be null`);
export const unknownOperation = () => new ProtocolError(`${CORAL}UnknownOperationException`, undefined);
export const unreadable = () => new ProtocolError(`${CORAL}SerializationException`, undefined);
export const internal = () => new ProtocolError(`${SERVICE}InternalServerError`, 'Internal server error', {}, 500);

export const throttled = () =>
  new ProtocolError(
    `${SERVICE}ProvisionedThroughputExceededException`,
    'The level of configured provisioned throughput for the table was exceeded. ' +
      'Consider increasing your provisioning level with the UpdateTable API.',
  );

export const parameterMismatch = () =>
  new ProtocolError(
    `${SERVICE}IdempotentParameterMismatchException`,
    'There was an attempt to reuse a client token with different request parameters.',
  );

/** `reasons`: one per action, in the order of the request; `{Code: 'None'}` for an action that would have succeeded. */
export function canceled(reasons) {
  const codes = reasons.map((reason) => reason.Code).join(', ');
  const message =
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  return new ProtocolError(`${SERVICE}TransactionCanceledException`, message, { CancellationReasons: reasons });
}

export const isConditionFailure = (error) => error.body?.__type === `${SERVICE}ConditionalCheckFailedException`;
export const isValidation = (error) => error.body?.__type === `${VALIDATE}ValidationException`;
