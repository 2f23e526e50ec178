/**
 * Records about people: participants, enrollments and invitations, with their causes and trails. They may use the
 * values in {@link dev.tracks.domain}. A stored record can contain a text that is older than a rule.
 */
package dev.tracks.domain.record;
