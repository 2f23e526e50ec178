package dev.tracks.local;

import dev.tracks.local.support.LocalCloudException;
import dev.tracks.local.support.ProjectFolder;
import dev.tracks.local.support.Resources;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** {@code mvn -Plocal}: the local cloud in Maven's own process, until Ctrl-C. */
public final class Main {
    private static final AtomicBoolean STOPPING = new AtomicBoolean();

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        Resources open = new Resources();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(open), "local-cloud-shutdown"));
        try {
            LocalCloud cloud = LocalCloud.start(options(), open, Main::stop);
            System.out.println("AWS endpoint: " + cloud.aws());
            System.out.println("Logs: " + cloud.logs());
            System.out.println("Clock: " + cloud.clock());
            System.out.println("Ready: " + cloud.publicUrl());
        } catch (RuntimeException e) {
            refuse(e);
        }
        new CountDownLatch(1).await();
    }

    private static void close(Resources open) {
        STOPPING.set(true);
        open.close();
    }

    /** After Ctrl-C, a start that is under way fails, which is nothing to report. */
    private static void refuse(RuntimeException e) {
        if (STOPPING.get()) {
            return;
        }
        if (!(e instanceof LocalCloudException)) {
            throw e;
        }
        System.err.println("The local cloud cannot start: " + e.getMessage());
        System.exit(1);
    }

    /** On its own thread: the failing thread may hold a lock that {@code open} waits for. */
    private static void stop(LocalCloudException failure) {
        if (STOPPING.compareAndSet(false, true)) {
            System.err.println("The local cloud stops: " + failure.getMessage());
            new Thread(() -> System.exit(1), "local-cloud-stop").start();
        }
    }

    private static LocalOptions options() {
        return new LocalProperties(System.getProperties())
                .options()
                .withZip(ProjectFolder.find().resolve(Path.of("target", "function.zip")));
    }
}
