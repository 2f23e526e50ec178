/**
 * Implements the outbox's ports with SQS, EventBridge Scheduler and EventBridge. The package may use the domain, the
 * use cases' ports and the AWS SDK. Queue records contain ids, never texts or names of people; only
 * an event about a person who is not found contains the alias that it names.
 */
package dev.tracks.messaging;
