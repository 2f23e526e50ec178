/**
 * The Add User to Track step itself, and the other use cases that start, preview, test, repeat, cancel or update an
 * enrollment, confirm it again, or invite again. It may use the domain, {@link dev.tracks.usecase.message}, {@link dev.tracks.usecase.configure}, {@link
 * dev.tracks.usecase.outbox} and {@link dev.tracks.usecase.view}.
 */
package dev.tracks.usecase.enroll;
