package dev.tracks.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tracks.local.tls.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The conditions of the measurement, without which a figure means nothing. */
record Conditions(Spread busy, Spread loads, BenchOptions options, Rows rows) {
    /** Above this share of the processors in others' hands, absolute times are not to be trusted. */
    private static final double BUSY = 0.1;

    private static final Pattern BUILDER = Pattern.compile("com\\.oracle\\.svm\\.core\\.VM=([\\x20-\\x7e]+)");

    List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "%s, commit %s, %d processors (%s), %s of memory, %s %s"
                        .formatted(
                                rows.node().date(),
                                rows.node().commit(),
                                Machine.processors(),
                                Machine.processorName(),
                                Machine.memory(),
                                System.getProperty("os.name"),
                                System.getProperty("os.version")),
                "JDK %s%s, Node.js %s"
                        .formatted(
                                Jdk.running().version(),
                                Jdk.newer(options.jdk())
                                        .map(jdk -> " and " + jdk.version())
                                        .orElse(""),
                                Programs.run(Path.of("."), "node", "--version").substring(1)),
                "%1$d rounds with one cold start of each function over TLS, then %1$d rounds without TLS, in a new order each time; %2$d enrollments after each start; %3$,d in the long run"
                        .formatted(options.starts(), options.warm(), options.longRun()),
                "before each round, other processes used %.0f %% of the processors (median; at most %.0f %%); load average %s to %s"
                        .formatted(
                                100 * busy.median(),
                                100 * busy.most(),
                                Figures.number(loads.least()),
                                Figures.number(loads.most()))));
        if (isLoaded()) {
            lines.add("**other processes loaded the machine**: compare ratios, not times");
        }
        if (options.nativeBootstrap().isPresent()) {
            lines.add("native: built by "
                    + builder(Files.readString(options.nativeBootstrap().get(), ISO_8859_1)));
        }
        for (Row row : rows.kept()) {
            lines.add("not in this run: %s. Its figures are those of %s, commit %s"
                    .formatted(row.name(), row.date(), row.commit()));
        }
        return lines.stream().map(line -> "- " + line).toList();
    }

    /**
     * The builder of a native program, read from the program itself.
     *
     * @param program its bytes
     */
    static String builder(String program) {
        Matcher matcher = BUILDER.matcher(program);
        return matcher.find() ? matcher.group(1) : "an unknown builder";
    }

    /** Whether other programs used too much of the machine. */
    boolean isLoaded() {
        return busy.median() > BUSY;
    }

    /** A line for a part of the page; none if the machine was quiet. */
    static List<String> note() {
        double busy = Machine.busy();
        return busy <= BUSY
                ? List.of()
                : List.of(
                        "", "**Measured while other processes used %.0f %% of the processors.**".formatted(100 * busy));
    }
}
