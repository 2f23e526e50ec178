/**
 * DynamoDB: starts the Node process that serves its protocol, and creates the table of {@code template.yaml}.
 * It may use {@link dev.tracks.local.aws} and {@link dev.tracks.local.support}.
 */
package dev.tracks.local.dynamodb;
