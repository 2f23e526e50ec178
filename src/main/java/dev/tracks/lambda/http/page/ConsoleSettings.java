package dev.tracks.lambda.http.page;

import dev.tracks.lambda.http.SignIn;
import java.util.Optional;

/**
 * What the console has to know before anybody has signed in.
 *
 * @param signIn where people sign in; empty: nobody can
 * @param local whether this is the local cloud, which has an inbox and lets one act as anybody
 */
public record ConsoleSettings(Optional<SignIn> signIn, boolean local) {}
