package dev.tracks.lambda.config;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import io.smallrye.config.ConfigValidator;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Expressions;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Customizes how SmallRye Config reads our settings: it strips whitespace around a value, treats an empty value as
 * unset, and names the environment variable in errors. It also checks settings that depend on each other, so that all
 * errors are reported together.
 */
public final class SettingRules implements SmallRyeConfigBuilderCustomizer {
    private static final String PREFIX = "tracks.";

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        builder.withInterceptors(new Stripped(builder.getDefaultValues())).withValidator(new Combinations());
    }

    /** @param defaults the settings' defaults, by property name */
    private record Stripped(Map<String, String> defaults) implements ConfigSourceInterceptor {
        @Override
        public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
            if (!name.startsWith(PREFIX)) {
                return context.proceed(name);
            }
            // A secret may contain ${ or $$, which SmallRye would expand.
            ConfigValue value = Expressions.withoutExpansion(() -> context.proceed(name));
            if (value == null || value.getValue() == null) {
                return value;
            }
            String text = value.getValue().strip();
            return value.withName(variable(name)).withValue(text.isEmpty() ? defaults.get(name) : text);
        }
    }

    /** The environment variable of a property: {@code TRACKS_CONFIG_CACHE} of {@code tracks.config-cache}. */
    static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private static final class Combinations implements ConfigValidator {
        @Override
        public void validateMapping(Class<?> mapping, String prefix, Object settings) {
            if (settings instanceof Settings all) {
                check(
                        all.joinSecretId().isEmpty() || all.joinSecret().isEmpty(),
                        "TRACKS_JOIN_SECRET must not be set with TRACKS_JOIN_SECRET_ID");
                check(
                        all.scimSecretId().isEmpty() || all.scimToken().isEmpty(),
                        "TRACKS_SCIM_TOKEN must not be set with TRACKS_SCIM_SECRET_ID");
                check(
                        all.slack().secretId().isEmpty()
                                || all.slack().botToken().isEmpty()
                                        && all.slack().signingSecret().isEmpty(),
                        "TRACKS_SLACK_BOT_TOKEN and TRACKS_SLACK_SIGNING_SECRET must not be set with "
                                + "TRACKS_SLACK_SECRET_ID");
            }
            if (settings instanceof SignInSettings signIn) {
                check(
                        signIn.clientId().isEmpty() || signIn.issuer().isPresent(),
                        "TRACKS_SIGN_IN_ISSUER must be set with TRACKS_SIGN_IN_CLIENT_ID");
            }
            if (settings instanceof ScheduleSettings schedule) {
                List<Optional<String>> all = List.of(
                        schedule.scheduleGroup(),
                        schedule.stepFunctionArn(),
                        schedule.jobsFunctionArn(),
                        schedule.scheduleRoleArn(),
                        schedule.scheduleDlqArn());
                check(
                        all.stream().allMatch(Optional::isEmpty) || all.stream().allMatch(Optional::isPresent),
                        "TRACKS_SCHEDULE_GROUP, TRACKS_STEP_FUNCTION_ARN, TRACKS_JOBS_FUNCTION_ARN, TRACKS_SCHEDULE_ROLE_ARN, "
                                + "TRACKS_SCHEDULE_DLQ_ARN must be set together");
            }
        }

        private static void check(boolean fits, String problem) {
            if (!fits) {
                throw new ConfigValidationException(new Problem[] {new Problem(problem)});
            }
        }
    }
}
