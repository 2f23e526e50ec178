/**
 * Access control: the token's claims become a caller with roles, and {@link dev.tracks.lambda.http.access.Access} is
 * the only class that checks them. It may use {@link dev.tracks.lambda.http.protocol} and the use cases.
 */
package dev.tracks.lambda.http.access;
