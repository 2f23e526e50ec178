/**
 * JSON to records and back, by hand: an unknown field, a wrong type or a name that is there twice is refused, and everything
 * that is wrong is told at once. No binding by reflection, so that native images need no registration.
 *
 * <p>What one record refuses by itself is a problem of its field here (400); what depends on other records is for the use
 * cases to refuse (404, 409, 412, 422).
 */
package dev.tracks.lambda.json;
