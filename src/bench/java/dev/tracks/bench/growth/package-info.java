/**
 * A simulation of a Monday morning: partitions, queues and concurrency, with the units and requests that the benchmark
 * has counted. It uses nothing of the program but {@code template.yaml} and has no clock and no randomness: the same
 * input has the same result. docs/decisions, 0048, says what it assumes and what it leaves out.
 */
package dev.tracks.bench.growth;
