/**
 * Participants: create, replace, find by alias, and erase. It may use the domain and the shared classes of {@link
 * dev.tracks.usecase}.
 */
package dev.tracks.usecase.people;
