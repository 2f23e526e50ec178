package dev.tracks;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Tests log from INFO, as the functions do. Without it Quarkus' handler keeps everything for an application that never
 * comes: each request's every detail, formatted by SDK and JDK, is a tenth of a test's processor time.
 */
public final class QuietLogs implements LauncherSessionListener {
    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Logger.getLogger("").setLevel(Level.INFO);
    }
}
