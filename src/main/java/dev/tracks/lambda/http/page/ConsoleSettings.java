package dev.tracks.lambda.http.page;

import dev.tracks.lambda.http.SignIn;
import java.util.Optional;

/**
 * The settings that the console reads before sign-in.
 *
 * @param signIn the sign-in provider; empty if nobody can sign in
 * @param local whether this is the local cloud, which has an inbox and lets its user act as any person
 */
public record ConsoleSettings(Optional<SignIn> signIn, boolean local) {}
