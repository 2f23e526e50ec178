package dev.tracks.lambda;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logging.MDC;
import org.jboss.logmanager.ExtLogRecord;

/** What the functions log until this is closed: each line's level, text and fields. */
final class CapturedLog implements AutoCloseable {
    /** A line of the log. */
    record Line(String level, String text, Map<String, Object> fields) {}

    // Kept: a logger that nobody holds may be forgotten with its handlers.
    private final Logger logger = Logger.getLogger("dev.tracks");
    private final List<Line> lines = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            String text =
                    entry instanceof ExtLogRecord formatted ? formatted.getFormattedMessage() : entry.getMessage();
            lines.add(new Line(entry.getLevel().getName(), text, Map.copyOf(MDC.getMap())));
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    CapturedLog() {
        logger.addHandler(handler);
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
    }
}
