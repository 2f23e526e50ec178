package dev.tracks.lambda.http;

import java.util.List;

/** A group of routes. The API consists of all beans of this type. */
public interface Routes {
    List<Route> routes();
}
