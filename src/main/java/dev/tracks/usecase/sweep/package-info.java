/**
 * Every few minutes, finds what is due by time and what the stream did not publish. It may use all other use cases, and
 * none of them uses it.
 */
package dev.tracks.usecase.sweep;
