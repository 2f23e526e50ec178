package dev.tracks.store;

import dev.tracks.usecase.Backoff;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Runs work concurrently in twenty threads. */
final class ConcurrentCalls implements AutoCloseable {
    static final int SIZE = 20;

    private final ExecutorService threads = Executors.newFixedThreadPool(SIZE);

    /** Runs the work in all threads, which are numbered from 1; returns their results. All start when all are ready. */
    <T> List<T> concurrently(IntFunction<T> work) throws InterruptedException, ExecutionException {
        return concurrently(SIZE, work);
    }

    /** Runs the work in the given number of threads. */
    <T> List<T> concurrently(int size, IntFunction<T> work) throws InterruptedException, ExecutionException {
        CyclicBarrier start = new CyclicBarrier(size);
        List<Callable<T>> calls = IntStream.rangeClosed(1, size)
                .<Callable<T>>mapToObj(number -> () -> {
                    start.await();
                    return work.apply(number);
                })
                .toList();
        List<T> answers = new ArrayList<>();
        for (Future<T> answer : threads.invokeAll(calls)) {
            answers.add(answer.get());
        }
        return answers;
    }

    /** Random pauses that grow with each attempt. */
    static Backoff backoff() {
        return round -> {
            try {
                Thread.sleep(ThreadLocalRandom.current().nextInt(10 << round));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        };
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
