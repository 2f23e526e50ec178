/**
 * The six functions: each handler reads its event, calls a use case and writes the answer. Here, and nowhere else, are the
 * settings, the real clock and the wiring.
 *
 * <p>JSON is read and written as trees ({@link dev.tracks.lambda.json}), HTTP is in {@link dev.tracks.lambda.http}. A bean is
 * made when a handler needs it, and only then: one zip serves all functions, and none pays for another's clients. Logs name
 * records by id; texts of messages and names of people never get there.
 */
package dev.tracks.lambda;
