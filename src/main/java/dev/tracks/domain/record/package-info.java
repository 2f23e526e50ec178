/**
 * The records of people: participants, enrollments, invitations, why they exist and what happened to them. They may use
 * the values in {@link dev.tracks.domain}; a record that exists is valid.
 */
package dev.tracks.domain.record;
