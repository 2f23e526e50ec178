package dev.tracks.local;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The zip of a fast package. It keeps what an archive of classes depends on, and Lambda: times of files, and who may run. */
final class FastZip {
    private static final String PROGRAMS = "bootstrap|runtime/bin/.*|runtime/lib/jspawnhelper";

    private FastZip() {}

    /** Zips a folder. Times are UTC's, as on Lambda: the program that runs this must have that zone. */
    static void write(Path folder, Path zip) throws IOException {
        Files.deleteIfExists(zip);
        Map<String, String> options = Map.of("create", "true", "enablePosixFileAttributes", "true");
        try (FileSystem target = FileSystems.newFileSystem(URI.create("jar:" + zip.toUri()), options);
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                Path entry = target.getPath(folder.relativize(file).toString());
                if (entry.getParent() != null) {
                    Files.createDirectories(entry.getParent());
                }
                Files.copy(file, entry, StandardCopyOption.COPY_ATTRIBUTES);
                Files.setPosixFilePermissions(entry, Files.getPosixFilePermissions(file));
            }
        }
    }

    /** Whether it is one: it brings a Java. */
    static boolean is(Path zip) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            return file.getEntry("runtime/bin/java") != null;
        }
    }

    /** Unpacks it as Lambda does, into an empty folder. */
    static void unpack(Path zip, Path folder) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            List<? extends ZipEntry> entries = Collections.list(file.entries());
            for (ZipEntry entry : entries) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (entry.isDirectory() || !target.startsWith(folder)) {
                    continue;
                }
                Files.createDirectories(target.getParent());
                try (InputStream in = file.getInputStream(entry)) {
                    Files.copy(in, target);
                }
                target.toFile().setExecutable(entry.getName().matches(PROGRAMS), false);
                Files.setLastModifiedTime(
                        target, FileTime.from(entry.getTimeLocal().toInstant(ZoneOffset.UTC)));
            }
        }
    }
}
