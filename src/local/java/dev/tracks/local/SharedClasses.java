package dev.tracks.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The archive of loaded classes (JEP 310) that all JVM functions of one zip share: each starts in half the time and needs
 * a third less memory. The first run has none; it makes one out of a process that runs.
 */
record SharedClasses(Path archive) {
    private static final int DUMP_SECONDS = 60;

    /** In the folder of the unpacked zip: another zip or another JVM needs another archive. */
    static SharedClasses of(Path folder) {
        return new SharedClasses(folder.resolve("classes-" + Runtime.version() + ".jsa"));
    }

    /** The JVM's options: to use the archive, or to be able to make it. A JVM that cannot use it runs without. */
    List<String> options() {
        return Files.exists(archive)
                ? List.of("-Xshare:auto", "-XX:SharedArchiveFile=" + archive)
                : List.of("-Xshare:auto", "-XX:+RecordDynamicDumpInfo");
    }

    /** Makes the archive, if it is missing, out of the classes of that process. Nothing depends on its success. */
    void dump(long pid) {
        Path temporary = archive.resolveSibling(archive.getFileName() + "." + pid);
        if (Files.exists(archive)) {
            return;
        }
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process dump = new ProcessBuilder(
                            jcmd.toString(), String.valueOf(pid), "VM.cds", "dynamic_dump", temporary.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (dump.waitFor(DUMP_SECONDS, TimeUnit.SECONDS) && dump.exitValue() == 0) {
                Files.move(temporary, archive, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            System.err.println("Local cloud: no shared classes, functions start slower: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
