/**
 * The smoke test: checks any deployment through its public HTTP API (docs/operations.md, "Smoke test"). It uses only
 * the JDK, Jackson's trees and JUnit; nothing of the product or the local cloud.
 */
package dev.tracks.smoke;
