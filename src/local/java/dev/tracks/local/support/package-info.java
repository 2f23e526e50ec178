/**
 * What the emulated services share: durable collections on disk, HTTP servers, the virtual clock, threads and
 * processes. It may use nothing else of the local cloud.
 */
package dev.tracks.local.support;
