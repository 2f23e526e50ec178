package com.fasterxml.jackson.datatype.joda;

import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.Module;

/**
 * In the place of Jackson's module for Joda-Time, which the Lambda extension registers at each start, for events that ours
 * are not: its classes are of a format too old for any archive, so they would be loaded and verified then.
 */
public final class JodaModule extends Module {
    @Override
    public String getModuleName() {
        return "none";
    }

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public void setupModule(SetupContext context) {
        // Nothing of Joda-Time is read or written.
    }
}
