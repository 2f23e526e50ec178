/**
 * JSON as trees, parsed strictly: unknown fields, wrong types and duplicate names are rejected by name. It may use the
 * domain's values. Nothing is bound by reflection, so that native images need no registration.
 */
package dev.tracks.lambda.json;
