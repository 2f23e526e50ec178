/**
 * EventBridge: keeps the events that were put, and sends those of the template's rule on. It may use {@link
 * dev.tracks.local.aws} and {@link dev.tracks.local.support}.
 */
package dev.tracks.local.events;
