package dev.tracks.lambda.http;

import java.util.List;

/** Routes that belong together. All beans of this type make up the API. */
public interface Routes {
    List<Route> routes();
}
