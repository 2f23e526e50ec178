/**
 * The settings from the environment, and the producers that create ports, clients and clocks from them. The package may
 * use every package but the handlers'.
 */
package dev.tracks.lambda.config;
