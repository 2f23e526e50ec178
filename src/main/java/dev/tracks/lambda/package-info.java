/**
 * The eight functions: each handler reads its event, calls a use case and writes the response. Nothing outside of
 * {@code lambda} uses this package. One zip serves all functions, so a bean is created only when a handler needs it.
 */
package dev.tracks.lambda;
