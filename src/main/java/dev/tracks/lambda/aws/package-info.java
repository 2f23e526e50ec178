/**
 * How the AWS SDK's clients connect: HTTP client, time-outs, retries. It may use the AWS SDK and nothing of ours.
 */
package dev.tracks.lambda.aws;
