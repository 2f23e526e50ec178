/**
 * What all AWS APIs share: account, request parameters, their validation, errors, trace headers, the record of calls. It may use
 * {@link dev.tracks.local.support}.
 */
package dev.tracks.local.aws;
