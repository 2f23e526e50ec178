package dev.tracks.lambda.config;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads settings from environment variables as the application does. */
public final class Environment {
    private static final List<Class<?>> SETTINGS =
            List.of(Settings.class, SignInSettings.class, ScheduleSettings.class);

    private Environment() {}

    public static <T> T read(Class<T> settings, Map<String, String> variables) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .withCustomizers(new SettingRules())
                .withSources(new EnvConfigSource(variables, EnvConfigSource.ORDINAL));
        SETTINGS.forEach(builder::withMapping);
        return builder.build().getConfigMapping(settings);
    }

    /** The names of all variables that settings are read from. */
    static Set<String> variables() {
        Set<String> names = new TreeSet<>();
        for (Class<?> settings : SETTINGS) {
            ConfigMappings.getProperties(ConfigClass.configClass(settings))
                    .keySet()
                    .forEach(property -> names.add(SettingRules.variable(property)));
        }
        return names;
    }
}
