package dev.tracks.smoke;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The requests that remove what a run has created, the latest first: steps before tracks, tracks before the person. */
final class Cleanup {
    private record Request(String method, String path, String body) {}

    private final Deployment deployment;
    private final Deque<Request> requests = new ArrayDeque<>();

    Cleanup(Deployment deployment) {
        this.deployment = deployment;
    }

    void delete(String path) {
        requests.push(new Request("DELETE", path, ""));
    }

    /** A track cannot be deleted. */
    void archive(String path, String body) {
        requests.push(new Request("PUT", path, body));
    }

    /** Sends the requests once. Returns which of them failed, and why. */
    List<String> run() {
        List<String> failures = new ArrayList<>();
        while (!requests.isEmpty()) {
            Request next = requests.pop();
            try {
                deployment.send(next.method(), next.path(), next.body()).expect(200, 202, 204);
            } catch (AssertionError e) {
                failures.add(e.getMessage());
            }
        }
        return failures;
    }
}
