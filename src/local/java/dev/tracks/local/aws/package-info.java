/**
 * What all AWS APIs have in common: account, request parameters, their validation, errors, trace headers. It may use
 * {@link dev.tracks.local.support}.
 */
package dev.tracks.local.aws;
