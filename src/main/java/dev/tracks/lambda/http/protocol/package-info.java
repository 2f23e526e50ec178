/**
 * HTTP in API Gateway's payload format 2.0: request, response, headers, problem details (RFC 9457). It may use
 * {@link dev.tracks.lambda.json} and the use cases' shared classes.
 */
package dev.tracks.lambda.http.protocol;
