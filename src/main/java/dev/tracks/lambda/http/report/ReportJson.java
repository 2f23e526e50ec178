package dev.tracks.lambda.http.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.InvalidFieldException;
import dev.tracks.domain.WireName;
import dev.tracks.lambda.json.Fields;
import dev.tracks.lambda.json.Json;
import dev.tracks.usecase.view.Interval;
import dev.tracks.usecase.view.Period;
import dev.tracks.usecase.view.ReportSeries;
import dev.tracks.usecase.view.ReportTrack;
import dev.tracks.usecase.view.TrackReport;
import dev.tracks.usecase.view.TrackReport.Instances;
import dev.tracks.usecase.view.TrackReport.StepReport;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** A track's report: the query, and the response. */
final class ReportJson {
    private static final int DATE_LENGTH = "2026-11-24".length();

    private ReportJson() {}

    /** What a request asks for. */
    record Query(Period period, Optional<Interval> interval) {
        /** @throws InvalidFieldException if the interval divides the period into too many parts */
        Query {
            interval.ifPresent(each -> each.divide(period));
        }
    }

    /**
     * The query {@code ?from=&to=&interval=}: times, or dates, which are their beginning in UTC. The period ends now and
     * has {@link ReportTrack#DEFAULT_PERIOD}, unless the query says something else.
     *
     * @throws InvalidRequestException naming each invalid parameter
     */
    static Query query(Fields query, Instant now) {
        Optional<Instant> from = query.text("from", text -> time("from", text));
        Instant to = query.text("to", text -> time("to", text)).orElse(now);
        Optional<Interval> interval = query.name("interval", Interval.class);
        return query.buildWhole(() ->
                new Query(new Period(from.orElseGet(() -> to.minus(ReportTrack.DEFAULT_PERIOD)), to), interval));
    }

    private static Instant time(String name, String text) {
        try {
            Instant time = text.length() == DATE_LENGTH
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
            if (time.isBefore(Instant.EPOCH) || time.isAfter(Instant.parse("9999-12-31T23:59:59Z"))) {
                throw new InvalidFieldException(name, "must be between the years 1970 and 9999");
            }
            return time;
        } catch (DateTimeException e) {
            throw new InvalidFieldException(
                    name, "must be a date such as 2026-11-24, or a time such as 2026-11-24T09:00:00Z");
        }
    }

    /** {@code {trackId,from,to,complete,instances,steps}}. */
    static ObjectNode write(TrackReport report) {
        return write(report, Json.object().put("trackId", report.trackId()));
    }

    /** The report, with {@code interval} and {@code periods:[{from,to,complete,instances,steps}]}. */
    static ObjectNode write(ReportSeries series) {
        ObjectNode json = write(series.total());
        json.put("interval", series.interval().wireName());
        json.set(
                "periods",
                Json.of(series.parts().stream()
                        .map(part -> write(part, Json.object()))
                        .toList()));
        return json;
    }

    private static ObjectNode write(TrackReport report, ObjectNode json) {
        json.set("from", Json.of(report.period().from()));
        json.set("to", Json.of(report.period().to()));
        json.put("complete", report.complete());
        json.set("instances", write(report.instances()));
        json.set("steps", Json.of(report.steps().stream().map(ReportJson::write).toList()));
        return json;
    }

    /** {@code {started,active,completed,cancelled,medianDaysToCompletion,complete}}. */
    private static ObjectNode write(Instances instances) {
        ObjectNode json = Json.object().put("started", instances.started());
        put(json, instances.byStatus());
        json.set("medianDaysToCompletion", Json.of(instances.daysToCompletion()));
        return json.put("complete", instances.complete());
    }

    /**
     * {@code {stepId,title,reached,skipped:{reason:n},deferred,enrolled,invited,cancelled,pending,accepted,declined,expired,
     * withdrawn,medianDaysToJoin,complete}}.
     */
    private static ObjectNode write(StepReport step) {
        ObjectNode json = Json.object().put("stepId", step.stepId());
        json.set("title", Json.of(step.title()));
        json.put("reached", step.reached());
        put(json, step.byStatus());
        put(json.putObject("skipped"), step.skipped());
        put(json, step.answers());
        json.set("medianDaysToJoin", Json.of(step.daysToJoin()));
        return json.put("complete", step.complete());
    }

    private static void put(ObjectNode json, Map<? extends WireName, Integer> counts) {
        counts.forEach((name, count) -> json.put(name.wireName(), count));
    }
}
