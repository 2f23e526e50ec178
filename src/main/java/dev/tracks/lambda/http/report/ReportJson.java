package dev.tracks.lambda.http.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.WireName;
import dev.tracks.lambda.json.Fields;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.json.TimeParameter;
import dev.tracks.usecase.view.Period;
import dev.tracks.usecase.view.report.Interval;
import dev.tracks.usecase.view.report.ReportSeries;
import dev.tracks.usecase.view.report.ReportTrack;
import dev.tracks.usecase.view.report.TrackReport;
import dev.tracks.usecase.view.report.TrackReport.Instances;
import dev.tracks.usecase.view.report.TrackReport.StepReport;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A track's report: the query, and the response. */
final class ReportJson {
    private ReportJson() {}

    /** What a request asks for. */
    record Query(Period period, Optional<Interval> interval) {
        /** @throws InvalidFieldException if the interval divides the period into too many parts */
        Query {
            interval.ifPresent(each -> each.divide(period));
        }
    }

    /**
     * The query {@code ?from=&to=&interval=}.
     *
     * @throws InvalidRequestException naming each invalid parameter
     */
    static Query query(Fields query, Instant now) {
        Supplier<Period> period = readPeriod(query, now);
        Optional<Interval> interval = query.name("interval", Interval.class);
        return query.buildWhole(() -> new Query(period.get(), interval));
    }

    /**
     * The period {@code ?from=&to=}: times, or dates, which are their beginning in UTC. It ends now and has {@link
     * ReportTrack#DEFAULT_PERIOD}, unless the query says something else.
     *
     * @throws InvalidRequestException naming each invalid parameter
     */
    static Period period(Fields query, Instant now) {
        return query.buildWhole(readPeriod(query, now));
    }

    private static Supplier<Period> readPeriod(Fields query, Instant now) {
        Optional<Instant> from = query.text("from", TimeParameter::timeOrDate);
        Instant to = query.text("to", TimeParameter::timeOrDate).orElse(now);
        return () -> new Period(from.orElseGet(() -> to.minus(ReportTrack.DEFAULT_PERIOD)), to);
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

    /** The report about one step: {@code {trackId,from,to}} and the fields of a step. */
    static ObjectNode write(String trackId, Period period, StepReport step) {
        ObjectNode json = Json.object().put("trackId", trackId);
        json.set("from", Json.of(period.from()));
        json.set("to", Json.of(period.to()));
        return json.setAll(write(step));
    }

    private static void put(ObjectNode json, Map<? extends WireName, Integer> counts) {
        counts.forEach((name, count) -> json.put(name.wireName(), count));
    }
}
