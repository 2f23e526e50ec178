package dev.tracks.histories;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts the figures that the tests measured into the page on reliability, between its markers. What has not been measured
 * in this build stays as it is on the page.
 */
public final class ReliabilityPage {
    static final Path PAGE = Path.of("docs", "reliability.md");
    private static final Path MUTATIONS = Path.of("target", "pit-reports", "mutations.xml");
    static final List<String> PARTS =
            List.of("histories", "guards", "authorization", "exhaustive", "database", "mutation");
    private static final Pattern MUTATION = Pattern.compile("<mutation detected='(true|false)'");

    private ReliabilityPage() {}

    public static void main(String[] arguments) throws IOException {
        if (Files.exists(MUTATIONS)) {
            Report.write("mutation", mutationScore(Files.readString(MUTATIONS)));
        }
        String page = Files.readString(PAGE);
        for (String part : PARTS) {
            Path figures = Report.FOLDER.resolve(part + ".md");
            if (Files.exists(figures)) {
                page = replaced(page, part, Files.readString(figures).strip());
            }
        }
        Files.writeString(PAGE, page);
    }

    /** The page with that text between {@code <!-- part -->} and {@code <!-- /part -->}. */
    public static String replaced(String page, String part, String text) {
        Pattern between = Pattern.compile("(<!-- " + part + " -->\n).*?(<!-- /" + part + " -->)", Pattern.DOTALL);
        Matcher matcher = between.matcher(page);
        if (!matcher.find()) {
            throw new IllegalArgumentException("the page has no place for " + part);
        }
        return matcher.replaceFirst("$1" + Matcher.quoteReplacement(text + "\n") + "$2");
    }

    static List<String> mutationScore(String xml) {
        long all = 0;
        long detected = 0;
        Matcher matcher = MUTATION.matcher(xml);
        while (matcher.find()) {
            all++;
            detected += matcher.group(1).equals("true") ? 1 : 0;
        }
        List<String> lines = new ArrayList<>();
        lines.add(Report.number(detected) + " of " + Report.number(all) + " mutants are detected: "
                + (all == 0 ? 0 : detected * 100 / all) + " %.");
        return lines;
    }
}
