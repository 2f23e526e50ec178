package dev.tracks.usecase;

import jakarta.inject.Qualifier;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The system clock, for leases, cache expiry and idempotency keys. An {@link java.time.InstantSource} without this qualifier
 * is the business clock, which may run faster ({@code TRACKS_CLOCK}).
 */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.PARAMETER})
public @interface SystemClock {}
