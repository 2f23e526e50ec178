/**
 * Records about people: participants, enrollments and invitations, with their causes and trails. They may use the
 * values in {@link dev.tracks.domain}. Every record that exists is valid.
 */
package dev.tracks.domain.record;
