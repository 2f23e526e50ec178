/**
 * The benchmark: {@code mvn -Pbench}. It measures the packaged functions, not the classes of this build, together with
 * an equivalent function in Node.js, and writes the figures into {@code docs/benchmark.md}. It exists only in the
 * profile and is never deployed.
 */
package dev.tracks.bench;
