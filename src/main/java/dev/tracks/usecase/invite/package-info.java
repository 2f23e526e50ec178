/**
 * Invitations after they were created: the invitee answers, an admin withdraws or resends, and the messages of a
 * closed one are replaced. It may use the domain,
 * {@link dev.tracks.usecase.message}, {@link dev.tracks.usecase.outbox} and {@link dev.tracks.usecase.configure}.
 */
package dev.tracks.usecase.invite;
