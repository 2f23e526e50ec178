/**
 * SCIM 2.0 (RFC 7643 and RFC 7644): identity providers create, change and erase people. A request is a document with the
 * attributes of {@code scim/schemas.json}; PATCH changes that document, and then the whole is saved as PUT saves it. The
 * package may use what {@link dev.tracks.lambda.http.route} may use, but not the routes themselves.
 */
package dev.tracks.lambda.http.scim;
