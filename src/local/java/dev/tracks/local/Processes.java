package dev.tracks.local;

import java.io.IOException;
import java.util.List;

/** Other programs, run to their end. */
final class Processes {
    private Processes() {}

    /** @throws IOException if it fails or is missing; what it prints is printed */
    static void run(List<String> command) throws IOException, InterruptedException {
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IOException(command.get(0) + " ended with status " + status);
        }
    }
}
