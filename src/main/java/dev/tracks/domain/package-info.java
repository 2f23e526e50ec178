/**
 * The records and every rule of Add User to Track, in plain Java: no clock, no AWS, no framework.
 *
 * <p>Start with {@link dev.tracks.domain.Rules}: it holds the one decision, in the order that the contract fixes. A
 * record that exists is valid: each constructor refuses what it must not hold with an
 * {@link dev.tracks.domain.InvalidFieldException} that names the field. Instants are kept to the millisecond, as the
 * table keeps them.
 */
package dev.tracks.domain;
