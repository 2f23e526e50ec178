/**
 * Every minute, processes what is due by time and publishes what the stream did not publish. It may use all
 * other use cases, and none of them uses it.
 */
package dev.tracks.usecase.sweep;
