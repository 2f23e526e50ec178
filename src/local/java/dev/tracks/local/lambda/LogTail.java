package dev.tracks.local.lambda;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * What a function logs during an invocation, for {@code LogType=Tail}. The instances of a function share a log, so it
 * can contain lines of concurrent invocations.
 */
final class LogTail {
    private static final int LIMIT = 4096;

    private final Path log;
    private final long start;

    private LogTail(Path log, long start) {
        this.log = log;
        this.start = start;
    }

    /** Begins at the present end of the log. */
    static LogTail start(Path log) throws IOException {
        return new LogTail(log, Files.exists(log) ? Files.size(log) : 0);
    }

    /** The last 4 KB of what was logged since the start, in Base64; empty if nothing was. */
    String base64() throws IOException {
        if (!Files.exists(log)) {
            return "";
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long end = file.length();
            byte[] tail = new byte[(int) Math.min(LIMIT, end - start)];
            file.seek(end - tail.length);
            file.readFully(tail);
            return Base64.getEncoder().encodeToString(tail);
        }
    }
}
