/**
 * The six functions: each handler reads its event, calls a use case and writes the answer. Nothing outside of {@code
 * lambda} uses it; a bean is made when a handler needs it, and only then, as one zip serves all functions.
 */
package dev.tracks.lambda;
