package dev.tracks.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A folder of unpacked files, named by their content. Whoever comes second, in whatever process, finds them there. */
record Unpacked(Path cache) {
    /** The classes at the root of the zip, as a jar: an archive of shared classes accepts no folders. */
    static final String CLASSES = "classes.jar";

    private static final int KEPT = 4;

    /** The zip's folder: jars in {@code lib}, everything else in {@link #CLASSES}, or a native {@code bootstrap}. */
    Path folder(Path zip) throws IOException {
        try (ZipFile source = new ZipFile(zip.toFile())) {
            Path folder = cache.resolve(contentHash(source));
            if (Files.isDirectory(folder)) {
                Files.setLastModifiedTime(folder, FileTime.from(Instant.now()));
                return folder;
            }
            Files.createDirectories(cache);
            Path temporary = Files.createTempDirectory(cache, "unpacking");
            unpack(source, temporary);
            publish(temporary, folder);
            removeAllBut(KEPT);
            return folder;
        }
    }

    /** Each build leaves one; the last used ones may be running. */
    private void removeAllBut(int kept) throws IOException {
        try (Stream<Path> entries = Files.list(cache)) {
            entries.filter(Files::isDirectory)
                    .sorted(Comparator.comparing(
                                    (Path folder) -> folder.toFile().lastModified())
                            .reversed())
                    .skip(kept)
                    .forEach(Folders::delete);
        }
    }

    /** Times are left out, so that a rebuild of the same sources is the same folder. */
    private static String contentHash(ZipFile zip) {
        CRC32 hash = new CRC32();
        zip.stream()
                .filter(entry -> !entry.isDirectory())
                .sorted(Comparator.comparing(ZipEntry::getName))
                .forEach(entry -> hash.update(
                        (entry.getName() + entry.getCrc() + entry.getSize()).getBytes(StandardCharsets.UTF_8)));
        return "%08x".formatted(hash.getValue());
    }

    private static void unpack(ZipFile source, Path folder) throws IOException {
        Files.createDirectory(folder.resolve("lib"));
        try (ZipOutputStream classes = new ZipOutputStream(Files.newOutputStream(folder.resolve(CLASSES)))) {
            classes.setLevel(0);
            for (ZipEntry entry : Collections.list(source.entries())) {
                if (entry.isDirectory()) {
                    continue;
                }
                try (InputStream in = source.getInputStream(entry)) {
                    unpack(entry.getName(), in, folder, classes);
                }
            }
        }
    }

    private static void unpack(String name, InputStream in, Path folder, ZipOutputStream classes) throws IOException {
        if ("bootstrap".equals(name) || name.startsWith("lib/")) {
            Path file = folder.resolve(name).normalize();
            if (!file.startsWith(folder)) {
                throw new IOException("entry outside of the zip: " + name);
            }
            Files.createDirectories(file.getParent());
            Files.copy(in, file);
            file.toFile().setExecutable("bootstrap".equals(name));
            return;
        }
        classes.putNextEntry(new ZipEntry(name));
        in.transferTo(classes);
        classes.closeEntry();
    }

    /** One file out of the jar of a class. */
    Path resource(Class<?> owner, String name) throws IOException {
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
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            Folders.delete(temporary);
        }
    }
}
