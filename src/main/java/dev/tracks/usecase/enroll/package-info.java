/**
 * The Add User to Track step itself, and everything else that starts, previews, repeats, cancels or updates an
 * enrollment. It may use the domain, {@link dev.tracks.usecase.message}, {@link dev.tracks.usecase.configure}, {@link
 * dev.tracks.usecase.outbox} and {@link dev.tracks.usecase.view}.
 */
package dev.tracks.usecase.enroll;
