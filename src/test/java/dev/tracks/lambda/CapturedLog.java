package dev.tracks.lambda;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logging.MDC;
import org.jboss.logmanager.ExtLogRecord;

/** Captures what the functions log until it is closed: level, text, fields and stack trace of each line. */
public final class CapturedLog implements AutoCloseable {
    /** A line of the log. */
    public record Line(String level, String text, Map<String, Object> fields, boolean hasStackTrace) {}

    // A field, because a logger without references may be garbage-collected with its handlers.
    private final Logger logger = Logger.getLogger("dev.tracks");
    private final List<Line> lines = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            String text =
                    entry instanceof ExtLogRecord formatted ? formatted.getFormattedMessage() : entry.getMessage();
            lines.add(new Line(entry.getLevel().getName(), text, Map.copyOf(MDC.getMap()), entry.getThrown() != null));
        }

        @Override
        public void flush() {
            // Nothing is buffered.
        }

        @Override
        public void close() {
            // Nothing to close.
        }
    };

    public CapturedLog() {
        logger.addHandler(handler);
    }

    public List<Line> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
    }
}
