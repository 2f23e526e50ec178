package dev.tracks.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.json.OutcomeJson;
import dev.tracks.usecase.RunStep;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jboss.logging.Logger;

/** {@code step}: one step-reached event, answered with its outcome. A malformed one is a function error. */
@Named("step")
@Singleton
public final class StepHandler implements RequestStreamHandler {
    private static final Logger LOG = Logger.getLogger(StepHandler.class);

    private final Causes causes;

    public StepHandler(RunStep runStep) {
        this.causes = new Causes(runStep);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        try (Invocation invocation = Invocation.begin(context)) {
            Json.write(OutcomeJson.write(causes.run(Json.read(input))), output);
        } catch (InvalidRequestException e) {
            LOG.warnf("malformed event, request %s: %s", context.getAwsRequestId(), e.getMessage());
            throw e;
        }
    }
}
