/**
 * What all use cases share: the optimistic retry, the result of a conditional write, versions, secrets, and the
 * exceptions that callers receive. It may use the domain. The packages below contain one class per use case, and the ports that
 * the use cases need.
 */
package dev.tracks.usecase;
