package dev.tracks.bench;

import dev.tracks.bench.Row.Size;
import dev.tracks.bench.Row.Warm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What one run measured in cold starts and long runs.
 *
 * @param tls starts with a table behind TLS, as on AWS
 * @param plain starts with a table without TLS
 */
record ColdFigures(ColdTable tls, ColdTable plain, Map<Candidate, LongRun.Result> longRun) {
    /** @param commit of the measured sources */
    List<Row> rows(String commit, String date) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (Candidate candidate : tls.starts().keySet()) {
            rows.add(new Row(
                    candidate.name(),
                    commit,
                    date,
                    tls.of(candidate),
                    plain.of(candidate),
                    warm(candidate),
                    size(candidate)));
        }
        if (!tls.floor().isEmpty()) {
            rows.add(new Row(Floor.NAME, commit, date, tls.ofFloor(), plain.ofFloor(), null, null));
        }
        return rows;
    }

    private Warm warm(Candidate candidate) {
        Spread young = plain.warm(candidate);
        Spread old = longTimes(candidate);
        return new Warm(
                Row.rounded(young.median()),
                Row.rounded(young.percentile(99)),
                Row.rounded(old.median()),
                Row.rounded(old.percentile(99)),
                Row.rounded(old.median() / longTimes(plain.node()).median()),
                Row.rounded(longRun.get(candidate).processor()));
    }

    private Spread longTimes(Candidate candidate) {
        return Spread.ofMillis(longRun.get(candidate).times());
    }

    private Size size(Candidate candidate) throws IOException {
        double peak = tls.peakMemory(candidate);
        return new Size(
                megabytes(peak),
                Row.rounded(peak / tls.peakMemory(tls.node())),
                megabytes(longRun.get(candidate).peakMemory() * 1024.0),
                megabytes(candidate.zip().packedBytes()),
                megabytes(candidate.zip().unpackedBytes()));
    }

    private static double megabytes(double bytes) {
        return Row.rounded(bytes / Figures.MEGABYTE);
    }
}
