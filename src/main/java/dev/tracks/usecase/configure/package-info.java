/**
 * Admins create, replace and remove tracks and steps. Running steps read them through the {@link
 * dev.tracks.usecase.configure.Catalog}. It may use the domain and the shared classes of {@link dev.tracks.usecase}.
 */
package dev.tracks.usecase.configure;
