/**
 * The settings from the environment, and the wiring that makes ports, clients and clocks of them. It may use everything
 * but the handlers.
 */
package dev.tracks.lambda.config;
