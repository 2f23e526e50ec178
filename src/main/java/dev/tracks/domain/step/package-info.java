/**
 * The Add User to Track step as an admin configures it: destination, audience, delay, method, messages. It may use
 * {@link dev.tracks.domain.message}, {@link dev.tracks.domain.record} and {@link dev.tracks.domain.track}.
 */
package dev.tracks.domain.step;
