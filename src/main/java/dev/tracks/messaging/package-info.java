/**
 * The outbox's ports on AWS: SQS queues, EventBridge Scheduler and EventBridge. It may use the domain, the use cases'
 * ports and the AWS SDK; a queue's record names other records and carries no text and no person's name.
 */
package dev.tracks.messaging;
