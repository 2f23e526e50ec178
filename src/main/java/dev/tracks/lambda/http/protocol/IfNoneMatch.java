package dev.tracks.lambda.http.protocol;

import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.usecase.Precondition.Versions;
import java.util.Optional;

/** The header If-None-Match (RFC 9110, section 13.1.2): {@code *}, or entity tags. Comparison is weak. */
public final class IfNoneMatch {
    private static final String HEADER = "If-None-Match";

    private IfNoneMatch() {}

    /**
     * The versions, none of which the record may have; empty without the header.
     *
     * @throws InvalidRequestException if the header is neither
     */
    public static Optional<Versions> read(Optional<String> header) {
        return header.map(value -> EntityTags.read(HEADER, value).versions(tag -> true));
    }

    /**
     * The response to GET: 304 without a body if the request lists the response's entity tag. It has the headers of the
     * 200, because a browser applies them to its cached page: the content security policy depends on the content type.
     *
     * @throws InvalidRequestException if the header is neither
     */
    public static HttpResponse notModified(HttpRequest request, HttpResponse response) {
        Optional<EntityTags> tags = request.header(HEADER).map(value -> EntityTags.read(HEADER, value));
        Optional<String> current = Optional.ofNullable(response.headers().get("etag"));
        boolean listed = response.status() == 200
                && current.isPresent()
                && tags.filter(each -> each.lists(current.get())).isPresent();
        return listed ? new HttpResponse(304, response.headers(), "").without("content-encoding") : response;
    }
}
