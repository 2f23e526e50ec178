package dev.tracks.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@Named("step")
public class StepHandler implements RequestStreamHandler {
    private final DynamoDbClient client;

    public StepHandler(DynamoDbClient client) {
        this.client = client;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        output.write(("{\"x\":\"" + client.serviceName() + "\"}").getBytes(StandardCharsets.UTF_8));
    }
}
