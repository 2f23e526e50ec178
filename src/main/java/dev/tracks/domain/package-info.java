/**
 * Shared values: ids, texts, time spans, and the exception for an invalid field. This package and the packages below
 * it use only the JDK.
 */
package dev.tracks.domain;
