/**
 * The one decision: {@link dev.tracks.domain.decision.Rules} reads the facts, in the order that the contract fixes, and
 * a {@link dev.tracks.domain.decision.Run} records what was decided. It may use every other package of the domain.
 */
package dev.tracks.domain.decision;
