/**
 * The local cloud: what AWS would do around the packaged functions, on one machine, for development and tests. It runs
 * {@code function.zip} itself, in child processes that poll a Lambda Runtime API, and never ships in it. Decisions:
 *
 * <ul>
 *   <li>Every instance of a function has a Runtime API of its own, because a poller does not say who it is; the port
 *       does. So it is known which invocation a dead process had in hand.
 *   <li>Nothing is acknowledged before it is on disk ({@link dev.tracks.local.support.DiskStore}); what is in flight is only in
 *       memory and comes back after a restart. At least once, like AWS.
 *   <li>One clock for all that people experience ({@link dev.tracks.local.support.VirtualClock}): the functions, schedules, delays
 *       of messages, ticks, times shown. What machines wait for is real: visibility, retries, time-outs, leases.
 *   <li>Both ports bind the loopback address only: credentials and tokens are not checked here.
 * </ul>
 */
package dev.tracks.local;
