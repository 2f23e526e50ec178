/**
 * The schema of users, the paths and filters that refer to it, and documents that conform to it (RFC 7643; RFC 7644,
 * section 3.4.2.2). The package may use {@link dev.tracks.lambda.json} and {@link dev.tracks.lambda.http.protocol}.
 */
package dev.tracks.lambda.http.scim.schema;
