/**
 * Lambda: functions with their instances and Runtime APIs, asynchronous invocations, event source mappings. It may use
 * {@link dev.tracks.local.sqs} and {@link dev.tracks.local.dynamodb}, which the mappings poll.
 */
package dev.tracks.local.lambda;
