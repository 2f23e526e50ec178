/**
 * Secrets Manager. It may use {@link dev.tracks.local.aws} and {@link dev.tracks.local.support}.
 */
package dev.tracks.local.secrets;
