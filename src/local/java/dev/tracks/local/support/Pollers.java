package dev.tracks.local.support;

import java.util.function.BooleanSupplier;

/** Loops that poll for work until they are closed. */
public final class Pollers {
    /** One iteration, which waits for work itself. */
    public interface Round {
        void run() throws InterruptedException;
    }

    private static final long PAUSE_MILLIS = 200;

    private Pollers() {}

    /** A failed iteration is reported, unless closing caused the failure, and the loop continues. */
    public static void until(BooleanSupplier closed, Round round) {
        while (!closed.getAsBoolean()) {
            try {
                round.run();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (!closed.getAsBoolean() && !pauseAfter(e)) {
                    return;
                }
            }
        }
    }

    private static boolean pauseAfter(RuntimeException e) {
        System.err.println("Local cloud: " + e);
        try {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException interrupted) {
            return false;
        }
    }
}
