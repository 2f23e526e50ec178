package dev.tracks.local.gateway;

import dev.tracks.local.events.EventBus;
import dev.tracks.local.lambda.InvocationResult;
import dev.tracks.local.support.DiskStore;
import dev.tracks.local.support.Inbox;
import dev.tracks.local.support.LocalServer;
import dev.tracks.local.support.ManualClock;
import dev.tracks.local.support.Resources;
import dev.tracks.local.support.Threads;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Function;

/** A gateway on a free port, in front of a test's function. */
final class ServedGateway implements AutoCloseable {
    private final Resources open = new Resources();
    private final URI uri;

    ServedGateway(Path folder, Function<byte[], InvocationResult> function) {
        this(folder, GatewayOptions.DEFAULT, function);
    }

    ServedGateway(Path folder, GatewayOptions options, Function<byte[], InvocationResult> function) {
        Threads threads = open.add(new Threads());
        DiskStore disk = open.add(DiskStore.open(folder));
        ManualClock clock = new ManualClock();
        Gateway gateway = new Gateway(
                function, options, new Inbox(disk), new EventBus(disk, clock, event -> {}, event -> {}), clock);
        LocalServer server = open.add(new LocalServer(0, threads.workers()));
        server.serve(gateway::handle);
        uri = server.uri();
    }

    URI uri() {
        return uri;
    }

    @Override
    public void close() {
        open.close();
    }
}
