/**
 * The table's protocol: keys, indexes, reads, conditional writes and every {@link dev.tracks.store.table.Condition},
 * behind {@link dev.tracks.store.table.Table}, which DynamoDB and the tests' table in memory implement. It knows no
 * item type; it may use the domain and the AWS SDK.
 */
package dev.tracks.store.table;
