package dev.tracks.local.tls;

import dev.tracks.local.support.Threads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.RejectedExecutionException;

/**
 * Accepts TLS connections on the loopback address for a local server without TLS, and forwards their data. AWS is
 * called over TLS only, so starts are measured with it. When a client ends its side of a connection, both sides are
 * closed, even before a response.
 */
public final class TlsFront implements AutoCloseable {
    private final Threads threads = new Threads();
    private final ServerSocket server;
    private final InetSocketAddress behind;

    private TlsFront(Certificates certificates, URI plain) throws IOException {
        behind = new InetSocketAddress(plain.getHost(), plain.getPort());
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        server = certificates.server().createServerSocket(0, 0, loopback);
    }

    /** @param plain the address of the server behind it */
    public static TlsFront start(Certificates certificates, URI plain) throws IOException {
        TlsFront front = new TlsFront(certificates, plain);
        front.threads.workers().execute(front::accept);
        return front;
    }

    public URI uri() {
        return URI.create("https://localhost:" + server.getLocalPort());
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                threads.workers().execute(() -> serve(client));
            }
        } catch (IOException | RejectedExecutionException e) {
            if (!server.isClosed()) {
                System.err.println("TLS front: no more connections: " + e);
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket target = new Socket()) {
            client.setTcpNoDelay(true);
            target.setTcpNoDelay(true);
            target.connect(behind);
            threads.workers().execute(() -> pass(target, client));
            pass(client, target);
        } catch (IOException | RejectedExecutionException e) {
            System.err.println("TLS front: " + e);
        }
    }

    /** Copies until one side closes; then both are closed. */
    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException hungUp) {
            return;
        }
    }

    /** Accepts no more connections; open ones end when either side closes. */
    @Override
    public void close() {
        try (server) {
            threads.close();
        } catch (IOException e) {
            System.err.println("TLS front: while closing: " + e);
        }
    }
}
