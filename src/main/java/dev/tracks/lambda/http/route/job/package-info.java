/**
 * The routes of jobs: create, read and stop them, and read their rows. It may use what {@link
 * dev.tracks.lambda.http.route} may use, and {@link dev.tracks.lambda.json.mapping.job}.
 */
package dev.tracks.lambda.http.route.job;
