/**
 * Amazon SES: accepts mails and shows them in the inbox. It may use {@link dev.tracks.local.aws} and {@link
 * dev.tracks.local.support}.
 */
package dev.tracks.local.ses;
