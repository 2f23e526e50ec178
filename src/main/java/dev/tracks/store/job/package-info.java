/** The ports of {@link dev.tracks.usecase.job} on the table. It may use the other packages of {@link dev.tracks.store}. */
package dev.tracks.store.job;
