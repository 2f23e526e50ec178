package dev.tracks.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A function's zip, and its layout on Lambda. */
record Zip(Path file) {
    /** Unpacks it as Lambda does; its program is executable. */
    Path unpackedTo(Path folder) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!entry.isDirectory() && target.startsWith(folder)) {
                    Files.createDirectories(target.getParent());
                    try (InputStream in = zip.getInputStream(entry)) {
                        Files.copy(in, target);
                    }
                    target.toFile().setExecutable(entry.getName().equals(Candidates.BOOTSTRAP));
                }
            }
        }
        return folder;
    }

    long packedBytes() throws IOException {
        return Files.size(file);
    }

    /** The size that counts for Lambda's limit of 250 MB. */
    long unpackedBytes() throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.stream().mapToLong(ZipEntry::getSize).sum();
        }
    }

    /** A zip of one file. */
    static Zip of(Path content, Path zip) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.setLevel(Deflater.BEST_COMPRESSION);
            out.putNextEntry(new ZipEntry(content.getFileName().toString()));
            Files.copy(content, out);
            out.closeEntry();
        }
        return new Zip(zip);
    }
}
