/**
 * The AWS SDK's clients: HTTP client, time-outs, retries. The package may use the AWS SDK, but no other package of
 * ours.
 */
package dev.tracks.lambda.aws;
