/**
 * The decision: {@link dev.tracks.domain.decision.Rules} evaluates the facts in the order that the contract fixes,
 * and a {@link dev.tracks.domain.decision.Run} records the result. It may use every other package of the domain.
 */
package dev.tracks.domain.decision;
