package dev.tracks.local.support;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * The threads of one local cloud: one worker per waiting task, and a timer that only starts tasks. They are daemons
 * and are never interrupted while they write, because an interrupt closes a file channel.
 */
public final class Threads implements AutoCloseable {
    private final ExecutorService workers;
    private final ScheduledThreadPoolExecutor timer;

    public Threads() {
        this(() -> false);
    }

    /** @param closing whether what the tasks use is being closed, so that their failures are not reported */
    public Threads(BooleanSupplier closing) {
        AtomicInteger number = new AtomicInteger();
        ThreadFactory factory = task -> {
            Thread thread = new Thread(task, "local-cloud-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler((failed, e) -> {
                if (!closing.getAsBoolean()) {
                    e.printStackTrace();
                }
            });
            return thread;
        };
        workers = Executors.newCachedThreadPool(factory);
        timer = new ScheduledThreadPoolExecutor(1, factory);
        timer.setRemoveOnCancelPolicy(true);
    }

    public ExecutorService workers() {
        return workers;
    }

    /** Runs the task on a worker after the delay. */
    public Future<?> after(Duration delay, Runnable task) {
        return timer.schedule(() -> workers.execute(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    public void every(Duration period, Runnable task) {
        timer.scheduleAtFixedRate(
                () -> workers.execute(task), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdown();
    }
}
