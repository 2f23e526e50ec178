/**
 * The local cloud: emulates on one machine, for development and tests, what AWS does around the packaged functions. It
 * runs {@code function.zip} itself, in child processes that poll a Lambda Runtime API, and is never part of the zip.
 * Decisions:
 *
 * <ul>
 *   <li>Every instance of a function has its own Runtime API: a poller does not identify itself, but its port does. So
 *       the invocation that a terminated process was working on is known.
 *   <li>Nothing is acknowledged before it is on disk ({@link dev.tracks.local.support.DiskStore}). Work in progress is
 *       only in memory and is redelivered after a restart: at least once, as on AWS.
 *   <li>One virtual clock for everything that people see ({@link dev.tracks.local.support.VirtualClock}): functions,
 *       schedules, message delays, scheduled rules, displayed times. Visibility, retries, time-outs and leases use the
 *       system clock.
 *   <li>Both ports bind the loopback address only: credentials and tokens are not checked here.
 * </ul>
 */
package dev.tracks.local;
