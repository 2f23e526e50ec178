/**
 * The benchmark: {@code mvn -Pbench}. It measures the packaged functions, not the classes of this build, beside a function in
 * Node.js that does the same, and writes what it measured into {@code docs/benchmark.md}. Never ships; in the profile only.
 */
package dev.tracks.bench;
