package dev.tracks.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The class path of the fast package: {@code app.jar}, the program, and {@code lib.jar}, all libraries in one. Each jar of a
 * class path is opened at a start, whether or not its classes come from an archive.
 *
 * @param standIns classes that take the place of others: of Joda-Time's Jackson module, and of one class of Quarkus'
 */
record FastJars(Path standIns) {
    private static final String LIBRARIES = "lib/";
    /** Quarkus has them in its generated classes; to read the file too it would open the jar as a file system. */
    private static final String SETTINGS = "application.properties";

    private static final Pattern JODA = Pattern.compile("lib/.*(joda-time|jackson-datatype-joda)-[0-9].*");
    private static final String SERVICES = "META-INF/services/";
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final Pattern LEGAL = Pattern.compile("META-INF/(LICENSE|NOTICE|DEPENDENCIES)[^/]*");
    /** Signatures of one jar say nothing of another, nor do its modules and its build. */
    private static final Pattern DROPPED =
            Pattern.compile(MANIFEST + "|META-INF/[^/]*\\.(SF|RSA|DSA|EC)|META-INF/maven/.*|(.*/)?module-info\\.class");

    /** Of the functions' zip, into the folder. */
    void write(Path zip, Path folder) throws IOException {
        try (ZipFile function = new ZipFile(zip.toFile());
                Merged app = new Merged(folder.resolve("app.jar"));
                Merged lib = new Merged(folder.resolve("lib.jar"));
                Stream<Path> replacing = Files.walk(standIns)) {
            for (Path file : replacing.filter(Files::isRegularFile).toList()) {
                lib.add("", standIns.relativize(file).toString(), Files.readAllBytes(file));
            }
            for (ZipEntry entry : Collections.list(function.entries())) {
                String name = entry.getName();
                if (entry.isDirectory() || JODA.matcher(name).matches() || name.equals(SETTINGS)) {
                    continue;
                }
                try (InputStream in = function.getInputStream(entry)) {
                    if (name.startsWith(LIBRARIES)) {
                        lib.addJar(name.substring(LIBRARIES.length()), in);
                    } else {
                        app.add("", name, in.readAllBytes());
                    }
                }
            }
        }
    }

    /** One jar of many. Of two files of one name the first counts, as on a class path. */
    private static final class Merged implements AutoCloseable {
        private final ZipOutputStream out;
        private final Set<String> names = new HashSet<>();
        private final Map<String, List<String>> services = new LinkedHashMap<>();

        Merged(Path jar) throws IOException {
            out = new ZipOutputStream(Files.newOutputStream(jar));
            put(MANIFEST, "Manifest-Version: 1.0\nMulti-Release: true\n\n".getBytes(StandardCharsets.UTF_8));
        }

        void addJar(String jar, InputStream content) throws IOException {
            ZipInputStream in = new ZipInputStream(content);
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.isDirectory()) {
                    add(jar, entry.getName(), in.readAllBytes());
                }
            }
        }

        void add(String jar, String name, byte[] content) throws IOException {
            if (name.startsWith(SERVICES)) {
                services.computeIfAbsent(name, key -> new ArrayList<>())
                        .add(new String(content, StandardCharsets.UTF_8));
            } else if (LEGAL.matcher(name).matches()) {
                put("META-INF/legal/" + jar + "/" + name.substring(name.lastIndexOf('/') + 1), content);
            } else if (!DROPPED.matcher(name).matches()) {
                put(name, content);
            }
        }

        private void put(String name, byte[] content) throws IOException {
            if (names.add(name)) {
                out.putNextEntry(new ZipEntry(name));
                out.write(content);
                out.closeEntry();
            }
        }

        @Override
        public void close() throws IOException {
            for (Map.Entry<String, List<String>> service : services.entrySet()) {
                put(service.getKey(), String.join("\n", service.getValue()).getBytes(StandardCharsets.UTF_8));
            }
            out.close();
        }
    }
}
