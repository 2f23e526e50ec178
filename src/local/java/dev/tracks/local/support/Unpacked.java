package dev.tracks.local.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Unpacked files, in folders named after their content. A later caller in any process reuses them. */
public record Unpacked(Path cache) {
    /** The functions' classes as a jar: a class data sharing archive does not support a folder in the class path. */
    public static final String CLASSES = "classes.jar";

    public static final String BOOTSTRAP = "bootstrap";
    private static final String LIBRARIES = "lib/";
    /** Each build leaves one; the most recently used ones may be running. */
    private static final int KEPT = 4;

    /** The folder with the zip's library jars. */
    public Path libraries(Path zip) throws IOException {
        return folder("lib-", zip, true);
    }

    /** The folder with everything else: {@link #CLASSES}, or a native {@link #BOOTSTRAP}. */
    public Path code(Path zip) throws IOException {
        return folder("code-", zip, false);
    }

    private Path folder(String prefix, Path zip, boolean libraries) throws IOException {
        try (ZipFile source = new ZipFile(zip.toFile())) {
            List<? extends ZipEntry> entries = source.stream()
                    .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(LIBRARIES) == libraries)
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .toList();
            Path folder = cache.resolve(prefix + contentHash(entries));
            if (Files.isDirectory(folder)) {
                Files.setLastModifiedTime(folder, FileTime.from(Instant.now()));
                return folder;
            }
            Files.createDirectories(cache);
            Path temporary = Files.createTempDirectory(cache, "unpacking");
            unpack(source, entries, temporary);
            publish(temporary, folder);
            removeOld(prefix);
            return folder;
        }
    }

    /** Timestamps are omitted, so that a rebuild of the same sources gives the same folder. */
    private static String contentHash(List<? extends ZipEntry> entries) {
        CRC32 hash = new CRC32();
        for (ZipEntry entry : entries) {
            hash.update((entry.getName() + entry.getCrc() + entry.getSize()).getBytes(StandardCharsets.UTF_8));
        }
        return "%08x".formatted(hash.getValue());
    }

    private static void unpack(ZipFile source, List<? extends ZipEntry> entries, Path folder) throws IOException {
        List<ZipEntry> classes = new ArrayList<>();
        for (ZipEntry entry : entries) {
            if (BOOTSTRAP.equals(entry.getName()) || entry.getName().startsWith(LIBRARIES)) {
                Path file = folder.resolve(Path.of(entry.getName()).getFileName());
                try (InputStream in = source.getInputStream(entry)) {
                    Files.copy(in, file);
                }
                file.toFile().setExecutable(BOOTSTRAP.equals(entry.getName()));
            } else {
                classes.add(entry);
            }
        }
        if (!classes.isEmpty()) {
            pack(source, classes, folder.resolve(CLASSES));
        }
    }

    private static void pack(ZipFile source, List<ZipEntry> classes, Path jar) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.setLevel(Deflater.NO_COMPRESSION);
            for (ZipEntry entry : classes) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                try (InputStream in = source.getInputStream(entry)) {
                    in.transferTo(out);
                }
                out.closeEntry();
            }
        }
    }

    /** One file from the jar that contains a class. */
    public Path resource(Class<?> owner, String name) throws IOException {
        Path file = cache.resolve(Path.of(name).getFileName().toString());
        if (Files.exists(file)) {
            return file;
        }
        Files.createDirectories(cache);
        Path temporary = Files.createTempFile(cache, "unpacking", null);
        try (InputStream in = owner.getResourceAsStream("/" + name);
                OutputStream out = Files.newOutputStream(temporary)) {
            if (in == null) {
                throw new IOException(name + " is not in the jar of " + owner.getName());
            }
            in.transferTo(out);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        return file;
    }

    private static void publish(Path temporary, Path folder) throws IOException {
        try {
            Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // Another process was first. Java has no exception class for the error that Linux reports in this case.
            Folders.delete(temporary);
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    private void removeOld(String prefix) throws IOException {
        try (Stream<Path> entries = Files.list(cache)) {
            entries.filter(entry -> entry.getFileName().toString().startsWith(prefix))
                    .sorted(Comparator.comparing(
                                    (Path folder) -> folder.toFile().lastModified())
                            .reversed())
                    .skip(KEPT)
                    .forEach(Folders::delete);
        }
    }
}
