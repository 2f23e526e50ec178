/**
 * One class for each thing that the program does, named by its verb, and the ports that they name.
 *
 * <p>A use case reads facts, asks {@link dev.tracks.domain.Rules} and writes once. It sends nothing: what is written is
 * followed up by {@link dev.tracks.usecase.HandOver}, from the table's stream or from the sweep. Time comes from an
 * {@link java.time.InstantSource} and is kept to the millisecond.
 */
package dev.tracks.usecase;
