/** The input of the simulation: what was counted, and the limits of the template. */
package dev.tracks.bench.growth.input;
