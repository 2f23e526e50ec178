package dev.tracks.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.RejectedExecutionException;

/**
 * Takes TLS connections on the loopback address for a local server that has none, and passes on what they carry. AWS is called
 * by TLS only: what is to start fast there is trained and measured with it.
 */
public final class TlsFront implements AutoCloseable {
    private final Threads threads = new Threads();
    private final Resources open = new Resources();
    private final ServerSocket server;
    private final InetSocketAddress behind;

    private TlsFront(Certificates certificates, URI plain) throws IOException {
        behind = new InetSocketAddress(plain.getHost(), plain.getPort());
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        server = open.add(certificates.server().createServerSocket(0, 0, loopback));
    }

    /** @param plain where the server behind it listens */
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
                Socket client = open.add(server.accept());
                threads.workers().execute(() -> serve(client));
            }
        } catch (IOException | RejectedExecutionException closed) {
            close();
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket target = open.add(new Socket())) {
            client.setTcpNoDelay(true);
            target.setTcpNoDelay(true);
            target.connect(behind);
            threads.workers().execute(() -> pass(target, client));
            pass(client, target);
        } catch (IOException | RejectedExecutionException e) {
            System.err.println("TLS front: " + e);
        }
    }

    /** Until one of them hangs up; that closes both. */
    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException hungUp) {
            return;
        }
    }

    @Override
    public void close() {
        open.close();
        threads.close();
    }
}
