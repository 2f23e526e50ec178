/**
 * Reads for people who look: history, activity, impact, lists; nothing is decided from them, as indexes lag. It may use
 * the domain, {@link dev.tracks.usecase.invite} and {@link dev.tracks.usecase.configure}.
 */
package dev.tracks.usecase.view;
