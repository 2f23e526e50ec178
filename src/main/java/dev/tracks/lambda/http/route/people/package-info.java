/** Saves many people in one request. It may use what {@link dev.tracks.lambda.http.route} may use. */
package dev.tracks.lambda.http.route.people;
