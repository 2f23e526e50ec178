package dev.tracks.lambda.http.scim;

/**
 * The URIs of resources.
 *
 * @param base the URL at which clients reach the API, without a slash at the end; empty for URIs relative to the host
 */
public record ScimLocations(String base) {
    String of(String endpoint) {
        return base + "/scim/v2" + endpoint;
    }

    String ofUser(String id) {
        return of("/Users/" + id);
    }
}
