package dev.tracks.local.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs other programs to their end. */
public final class Processes {
    private Processes() {}

    /** @throws IOException with its output, if it fails or is missing */
    public static void runQuietly(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        check(command, process.waitFor(), ": " + printed.strip());
    }

    private static void check(List<String> command, int status, String more) throws IOException {
        if (status != 0) {
            throw new IOException(command.get(0) + " ended with status " + status + more);
        }
    }
}
