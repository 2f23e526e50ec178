/**
 * DynamoDB: starts the Node process that speaks its protocol, and makes the table as {@code template.yaml} defines it.
 * It may use {@link dev.tracks.local.aws} and {@link dev.tracks.local.support}.
 */
package dev.tracks.local.dynamodb;
