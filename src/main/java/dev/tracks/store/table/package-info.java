/**
 * The access to the table: keys, indexes, reads, conditional writes and every {@link dev.tracks.store.table.Condition}.
 * {@link dev.tracks.store.table.Table} has two implementations: DynamoDB, and an in-memory table in the tests. The
 * package knows the keys and conditions of the item types, but not their other attributes. It may use the domain, the
 * shared types of the use cases and the AWS SDK.
 */
package dev.tracks.store.table;
