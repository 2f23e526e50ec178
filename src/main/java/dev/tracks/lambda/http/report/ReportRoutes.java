package dev.tracks.lambda.http.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.Routes;
import dev.tracks.lambda.http.access.Access.Rule;
import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.http.protocol.AcceptHeader;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.view.Period;
import dev.tracks.usecase.view.report.ReportTrack;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/** The report about a track, as JSON or CSV, and the report about one of its steps. */
@Singleton
public final class ReportRoutes implements Routes {
    private final ReportTrack reportTrack;
    private final InstantSource clock;

    public ReportRoutes(ReportTrack reportTrack, InstantSource clock) {
        this.reportTrack = reportTrack;
        this.clock = clock;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/v1/tracks/{trackId}/report", Rule.TRACK, this::report),
                Route.get("/v1/tracks/{trackId}/steps/{stepId}/report", Rule.TRACK, this::ofStep));
    }

    private HttpResponse report(Call call) {
        ReportJson.Query query = ReportJson.query(call.query(), Timestamps.now(clock));
        ObjectNode report = query.interval()
                .map(interval -> ReportJson.write(reportTrack.of(call.trackId(), query.period(), interval)))
                .orElseGet(() -> ReportJson.write(reportTrack.of(call.trackId(), query.period())));
        return AcceptHeader.prefers("text/csv", call.header("accept"))
                ? ReportCsv.write(report)
                : HttpResponse.json(200, report);
    }

    private HttpResponse ofStep(Call call) {
        Period period = ReportJson.period(call.query(), Timestamps.now(clock));
        return HttpResponse.json(
                200,
                ReportJson.write(call.trackId(), period, reportTrack.ofStep(call.trackId(), call.stepId(), period)));
    }
}
