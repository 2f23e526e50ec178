/**
 * SQS: standard queues with visibility, delays and dead-letter queues, and the API on them. It may use {@link
 * dev.tracks.local.aws} and {@link dev.tracks.local.support}.
 */
package dev.tracks.local.sqs;
