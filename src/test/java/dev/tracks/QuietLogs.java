package dev.tracks;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Tests log from INFO, as the functions do. By default, Quarkus' handler keeps all records for an application that
 * never starts here: the SDK and the JDK then format every detail of each request, which takes a tenth of a test's
 * processor time.
 */
public final class QuietLogs implements LauncherSessionListener {
    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Logger.getLogger("").setLevel(Level.INFO);
    }
}
