/**
 * Saves or checks many people in one request; what a person reads and answers about themselves. It may use what {@link
 * dev.tracks.lambda.http.route} may use.
 */
package dev.tracks.lambda.http.route.people;
