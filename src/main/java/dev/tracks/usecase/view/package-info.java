/**
 * Reads for people: history, activity, impact and lists. Indexes are eventually consistent, so no decision is
 * based on these reads. It may use the domain, {@link dev.tracks.usecase.invite}, {@link dev.tracks.usecase.message} and
 * {@link dev.tracks.usecase.configure}.
 */
package dev.tracks.usecase.view;
