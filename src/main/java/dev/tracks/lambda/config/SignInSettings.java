package dev.tracks.lambda.config;

import dev.tracks.lambda.config.SettingConverters.HttpUriConverter;
import dev.tracks.lambda.config.SettingConverters.OriginsConverter;
import dev.tracks.lambda.config.SettingConverters.ParametersConverter;
import dev.tracks.lambda.http.SignIn;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code TRACKS_SIGN_IN_*}: the identity provider of the console. Without a client id, nobody can sign in. */
@ConfigMapping(prefix = "tracks.sign-in")
interface SignInSettings {
    Optional<@WithConverter(HttpUriConverter.class) URI> issuer();

    Optional<String> clientId();

    @WithDefault(SignIn.DEFAULT_SCOPE)
    String scope();

    Optional<String> audience();

    Optional<@WithConverter(ParametersConverter.class) Parameters> parameters();

    Optional<@WithConverter(OriginsConverter.class) Origins> origins();

    /** Parameters of the authorization request by name. */
    record Parameters(Map<String, String> values) {}

    /** HTTP URLs, separated by blanks. */
    record Origins(List<URI> uris) {}
}
