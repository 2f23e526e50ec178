/**
 * The benchmark: {@code mvn -Pbench}. It measures the packaged functions, not the classes of this build, together with
 * an equivalent function in Node.js. Only the requests of lists and jobs are counted with the classes, over a table in
 * memory. It writes the figures into {@code docs/benchmark.md}. It exists only in the profile and is never deployed.
 */
package dev.tracks.bench;
