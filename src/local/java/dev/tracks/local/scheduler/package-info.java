/**
 * EventBridge Scheduler: one-time schedules, their API and their runner. It may use {@link dev.tracks.local.sqs} and
 * {@link dev.tracks.local.lambda}'s function names.
 */
package dev.tracks.local.scheduler;
